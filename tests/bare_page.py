"""A page of two charts, a table, five numbers and a menu, with nothing to work out: what Streamlit itself takes."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from extract import gazetteer

st.set_page_config(layout="wide")
with st.sidebar:
    chosen = st.multiselect("Country", ["TUN", "MEX", "ITA", "TCD", "KEN"], format_func=gazetteer.name)
number = 7 + len(chosen)
with st.container(horizontal=True):
    for place in range(5):
        st.metric(f"Number {place}", number * place)
for place in range(2):
    heights = [(number * (place + 3) * step) % 101 for step in range(120)]
    st.plotly_chart(go.Figure(go.Scatter(y=heights, mode="markers")), key=f"chart {place}")
st.dataframe({"Number": [number * step for step in range(40)], "Sentence": [f"Row {step}" for step in range(40)]})
