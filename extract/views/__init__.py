"""The dashboard's pages, one show() each; only these and dashboard.py import streamlit."""
