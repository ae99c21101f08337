"""Web pages in the manner of real sites, with text of our own: what test_html reads."""

# Lines of pages are as long as sites make them.
# ruff: noqa: E501

from __future__ import annotations

LEAD = (
    "Mexico detained 91,000 migrants in the first five months of the year, the interior ministry said on Tuesday, "
    "more than in the whole of the year before."
)
SECOND = (
    "Of those held, about 42,300 came from Honduras and 20,100 from Guatemala, according to figures of the national "
    "migration institute that were published together with the report."
)
THIRD = (
    "Shelters along the southern border were full, said a spokeswoman of the aid group, which had given meals to 3,400 "
    "people in May alone and asked for help from the capital."
)
LAST = (
    "The government plans to hire 1,200 more officials by the end of the year, and to open two centres in Chiapas, "
    "where most of those who are detained are brought at first."
)
ARTICLE = (LEAD, SECOND, THIRD, LAST)

MENU = """<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/politics">Politics in 2021</a></li><li><a href="/sport">Sport</a></li></ul></nav>"""
COOKIES = """<div id="cookie-banner" class="cookie-consent"><p>We and our 842 partners use cookies to store data on your
device for up to 13 months, and to measure how our 5 million readers use the site. You can refuse at any time.</p>
<p>More on this stands in our policy of 25 May 2018, which tells how long each of the 37 cookies is kept.</p>
<button>Accept all 842</button></div>"""
RELATED = """<div class="related-posts"><h3>Related stories</h3><ul>
<li><a href="/1">Spain rescues 312 people off the Canary Islands</a></li>
<li><a href="/2">Italy counts 14,000 arrivals since January</a></li></ul></div>"""
TEASERS = """<div class="river"><div class="card"><h3><a href="/3">Greece moves 700 people to the mainland</a></h3>
<p>The 700 people were brought to Piraeus by ferry on Monday, and 1,300 more are to follow within the month of June.</p>
</div><div class="card"><h3><a href="/4">Budget grows by 4 percent</a></h3>
<p>The budget grew by 4 percent to 2.1 billion euros, the ministry of finance said in its report for the first half.</p>
</div></div>"""
COMMENTS = """<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">
<li class="comment"><p>I counted 500 of them at the station last week, and nobody from the ministry was there to help.</p></li>
<li class="comment"><p>They said 10,000 last year as well, and in the end it was not even 6,000 if I remember right.</p></li>
</ol></section>"""
FOOTER = """<footer class="site-footer"><p>© 2021 The Example Courier. All rights reserved. Since 1905 in 120 countries,
with 2,300 correspondents and editors.</p><a href="/imprint">Imprint</a></footer>"""


def paragraphs(*said: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in said)


def plain(*said: str, head: str = "", language: str = "en") -> str:
    """A page with a heading and paragraphs, and nothing else."""
    body = paragraphs(*(said or ARTICLE))
    return f'<!DOCTYPE html><html lang="{language}"><head><title>Raids</title>{head}</head><body>{body}</body></html>'


WORDPRESS = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8">
<title>Mexico holds 91,000 migrants - The Example Courier</title>
<link rel="canonical" href="https://courier.example.org/2021/06/08/mexico-holds-91000/">
<meta property="og:type" content="article"><meta property="og:title" content="Mexico holds 91,000 migrants">
<meta property="og:site_name" content="The Example Courier">
<meta property="article:published_time" content="2021-06-08T09:12:44+00:00">
<meta property="article:modified_time" content="2021-06-10T17:00:00+00:00">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
{{"@type": "NewsArticle", "headline": "Mexico holds 91,000 migrants", "datePublished": "2021-06-08T09:12:44+00:00",
"dateModified": "2021-06-10T17:00:00+00:00", "publisher": {{"@id": "https://courier.example.org/#org"}}}},
{{"@type": "Organization", "@id": "https://courier.example.org/#org", "name": "The Example Courier"}}]}}</script>
<style>.x {{ color: red }}</style></head>
<body class="post-template single has-cookie-notice newsletter-on"><div id="page" class="site">
<header class="site-header"><a href="/">The Example Courier</a>{MENU}</header>{COOKIES}
<div id="content"><main id="main"><article class="post type-post category-news tag-mexico">
<header class="entry-header"><h1 class="entry-title">Mexico holds 91,000 migrants</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2021-06-08T09:12:44+00:00">
June 8, 2021</time><time class="updated" datetime="2021-06-10T17:00:00+00:00">June 10, 2021</time></span>
<span class="byline">by <a href="/author/ab">A. Berg</a></span></div></header>
<figure class="wp-block-image"><img src="a.jpg" alt="The border"><figcaption>A fence of 12 metres.</figcaption></figure>
<div class="entry-content"><p>{LEAD}</p><p>{SECOND}</p>
<div class="sharedaddy"><p>Share this: <a href="#">Facebook</a> <a href="#">1,204 shares</a></p></div>
<h2>Full shelters</h2><p>{THIRD}</p>
<ul><li>Tapachula: 1,900 beds</li><li>Tenosique: 640 beds</li></ul>
<blockquote><p>“We turn away 50 people a night.”</p></blockquote>
<p>{LAST}</p></div><footer class="entry-footer"><span class="tags-links">Tags: <a href="/t">2021</a></span></footer>
</article>{COMMENTS}{RELATED}</main><aside id="secondary" class="widget-area sidebar"><h2>Most read</h2>
<p>In 2015, more than a million people came to Europe; the story of the 12 months that changed the continent, in 80 pictures.</p>
</aside></div>{TEASERS}{FOOTER}</div><script>var n = "<p>7,777 in a script</p>";</script></body></html>"""

WORDPRESS_TEXT = f"""A fence of 12 metres.

{LEAD}

{SECOND}

Full shelters

{THIRD}

Tapachula: 1,900 beds
Tenosique: 640 beds

“We turn away 50 people a night.”

{LAST}"""

DRUPAL = f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8">
<title>Flash update 4: influx into Chad | Example Relief</title>
<link rel="canonical" href="https://relief.example.org/report/chad/flash-update-4">
<meta name="dcterms.date" content="2023-05-26"><meta property="og:site_name" content="Example Relief"></head>
<body class="path-node node--type-report"><a class="visually-hidden focusable" href="#main">Skip to main content</a>
<header role="banner"><div class="region region-header"><nav role="navigation"><ul><li><a href="/updates">Updates</a></li>
</ul></nav></div></header><main role="main" id="main"><div class="layout-content">
<div class="region region-content"><article class="node node--type-report node--view-mode-full">
<header><h1 class="page-title">Flash update 4: influx into Chad</h1><dl class="meta"><dt>Format</dt><dd>Situation Report</dd>
<dt>Posted</dt><dd><time datetime="2023-05-26T00:00:00+00:00">26 May 2023</time></dd>
<dt>Originally published</dt><dd><time datetime="2023-05-25T00:00:00+00:00">25 May 2023</time></dd></dl></header>
<div class="field field--name-body field--type-text-with-summary"><h2>Highlights</h2><ul>
<li>Some 60,000 people have crossed into eastern Chad since 15 April, of whom 89 per cent are women and children.</li>
<li>A total of 27,300 refugees were registered by 24 May.</li></ul>
<h2>Arrivals by province</h2><div class="table-responsive"><table class="table"><thead>
<tr><th>Province</th><th>Refugees</th><th>Returnees</th></tr></thead><tbody>
<tr><td>Ouaddaï</td><td>38,200</td><td>1,100</td></tr><tr><td>Sila</td><td>14,900</td><td>6,400</td></tr></tbody></table></div>
<p>{THIRD}</p><p>The appeal of 214 million dollars is funded to 16 per cent<sup><a href="#n1">1</a></sup>, and the rains begin in June.</p>
</div></article></div></div></main><footer class="footer"><div class="region-footer"><p>Example Relief has been a service
since 1996 with 4 offices and 160 staff in 3 time zones around the clock.</p></div></footer></body></html>"""

DRUPAL_TEXT = f"""Flash update 4: influx into Chad

Highlights

Some 60,000 people have crossed into eastern Chad since 15 April, of whom 89 per cent are women and children.
A total of 27,300 refugees were registered by 24 May.

Arrivals by province
Province | Refugees | Returnees
Ouaddaï | 38,200 | 1,100
Sila | 14,900 | 6,400

{THIRD}

The appeal of 214 million dollars is funded to 16 per cent[1], and the rains begin in June."""

STATISTICS = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Encounters by month</title>
<meta name="dcterms.issued" content="2023-07-18"><meta name="dcterms.publisher" content="Example Statistics Office">
</head><body><div id="wrapper"><div class="usa-banner banner"><p>An official website of the government since 1998, with
2,400 pages of figures and 35 open data sets for everyone.</p></div><main>
<h1>Encounters by month</h1><p>The table gives the encounters at the land border; figures of June 2023 are provisional.</p>
<table class="usa-table"><caption>Table 2. Encounters, fiscal years 2022 and 2023</caption>
<tr><th rowspan="2">Citizenship</th><th colspan="2">2022</th><th colspan="2">2023</th></tr>
<tr><th>May</th><th>June</th><th>May</th><th>June</th></tr>
<tr><th scope="row">Mexico</th><td>77,793</td><td>65,620</td><td>60,254</td><td>49,300</td></tr>
<tr><td colspan="5">Northern Triangle</td></tr>
<tr><th scope="row">Guatemala</th><td>21,379</td><td>24,100</td><td>14,923</td><td></td></tr></table>
<p>Source: administrative records.</p></main></div></body></html>"""

STATISTICS_TEXT = """The table gives the encounters at the land border; figures of June 2023 are provisional.

Table 2. Encounters, fiscal years 2022 and 2023
Citizenship | 2022 | 2022 | 2023 | 2023
Citizenship | May | June | May | June
Mexico | 77,793 | 65,620 | 60,254 | 49,300
Northern Triangle | Northern Triangle | Northern Triangle | Northern Triangle | Northern Triangle
Guatemala | 21,379 | 24,100 | 14,923 |

Source: administrative records."""

LIVE = f"""<!DOCTYPE html><html lang="es-MX"><head><title>Frontera, última hora | Agencia Ejemplo</title>
<meta property="og:site_name" content="Agencia Ejemplo"><script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Frontera, última hora",
"datePublished": "2022-06-25T06:00:00Z", "liveBlogUpdate": [{{"@type": "BlogPosting", "headline": "Later",
"datePublished": "2022-06-27T08:00:00Z"}}]}}</script></head><body>{MENU}<main><h1>Frontera, última hora</h1>
<div class="Timeline"><div class="post"><h2>12:04 – Suben a 23 los muertos</h2>
<p>Las autoridades de Nador elevaron a 23 el número de muertos en el intento de salto a la valla de Melilla del viernes.</p></div>
<div class="post"><h2>11:40 – La cifra de heridos</h2>
<p>Hay 76 heridos entre los migrantes, 13 de ellos graves, y 140 agentes resultaron con lesiones según la misma fuente.</p></div>
<div class="post"><h2>10:15 – Entran 133 personas</h2>
<p>En total 133 personas lograron entrar en la ciudad y fueron llevadas al centro de estancia temporal de inmigrantes.</p></div>
</div></main>{FOOTER}</body></html>"""

LIVE_TEXT = """12:04 – Suben a 23 los muertos

Las autoridades de Nador elevaron a 23 el número de muertos en el intento de salto a la valla de Melilla del viernes.

11:40 – La cifra de heridos

Hay 76 heridos entre los migrantes, 13 de ellos graves, y 140 agentes resultaron con lesiones según la misma fuente.

10:15 – Entran 133 personas

En total 133 personas lograron entrar en la ciudad y fueron llevadas al centro de estancia temporal de inmigrantes."""

SAVED = f"""<!DOCTYPE html>
<!-- saved from url=(0048)https://courier.example.org/world/raids-1905.html -->
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Raids — The Example Courier</title>
<meta property="og:site_name" content="The Example Courier"><link rel="stylesheet" href="./Raids_files/a.css"></head>
<body><div id="app" aria-hidden="true"><div class="css-1x2y"><h1>Raids</h1>
<div class="ssrcss-7uxr" data-component="text-block"><p>{LEAD}</p></div>
<div class="ssrcss-7uxr" data-component="text-block"><p>{SECOND}</p></div>
<div class="ssrcss-7uxr" data-component="ad-slot"></div>
<div class="ssrcss-7uxr" data-component="text-block"><p>{THIRD}</p></div>
<div class="ssrcss-7uxr" data-component="text-block"><p>{LAST}</p></div></div></div>
<div role="dialog" class="modal"><p>Subscribe for 1 euro in the first 3 months, then 9.90 a month. Over 200,000 readers already do.</p></div>
</body></html>"""

BREAKS = f"""<html><head><title>Raids</title></head><body><div id="header">Example Daily</div><div id="main">
<div class="text">{LEAD}<br><br>{SECOND}<br />{THIRD}<br>&nbsp;<br>{LAST}</div></div>
<div id="footer">Example Daily, since 1905, 120 countries</div></body></html>"""

BREAKS_TEXT = f"{LEAD}\n\n{SECOND}\n{THIRD}\n\n{LAST}"

INDEX = f"""<html lang="fr"><head><title>Nouvelles</title></head><body>{MENU}<div class="list">
<h2><a href="/a">L'Espagne secourt 312 personnes</a></h2><h2><a href="/b">L'Italie compte 14 000 arrivées</a></h2>
<h2><a href="/c">La Grèce transfère 700 personnes</a></h2></div>{FOOTER}</body></html>"""

INDEX_TEXT = """L'Espagne secourt 312 personnes

L'Italie compte 14 000 arrivées

La Grèce transfère 700 personnes"""

SHELL = """<!DOCTYPE html><html><head><title>App</title></head><body><noscript>You need to enable JavaScript to run this
app.</noscript><div id="root"></div><script src="/static/js/main.js"></script></body></html>"""

LOST = f"""<html lang="en"><head><title>Raids</title></head><body>{MENU}<main><article><h1>Raids</h1>
{paragraphs(*ARTICLE)}</article></main><div class="wrap-b"><div class="story-b">{
    paragraphs(
        "In the north, 5,600 people were counted by the guards in April, which is twice as many as in the month of March.",
        "The town of Reynosa gave shelter to 2,100 of them, and the state of Tamaulipas paid 3 million pesos for the meals.",
        "A judge in the capital is to rule on 14 complaints of lawyers who say that 300 children were held without a reason.",
    )
}</div></div>{FOOTER}</body></html>"""
