use proptest::prelude::*;

use super::lines_of_html;

#[track_caller]
fn check(html: &str, lines: &str) {
    assert_eq!(lines_of_html(html).trim_end_matches('\n'), lines, "{html}");
}

#[test]
fn blocks_are_lines_and_what_is_in_a_line_is_not() {
    check("<div>a <b>b</b>\n c<div>d</div>e</div>", "a b c\nd\ne");
    check("<p>a<p>b<br>c<br><br>d", "a\n\nb\nc\n\nd");
    check("<ul><li>a<li>b</ul>c", "a\nb\n\nc");
    check("<pre>a\n b\n</pre>c", "a\nb\n\nc");
    check(
        "<span>Title</span><button>Upvote</button>42",
        "Title\nUpvote\n42",
    );
    check("<div>Stars<svg><path/></svg>42</div>", "Stars\n42");
    check("<p>as <svg><path/></svg> here", "as here");
    check(
        "<h2>A title<br>of two lines</h2><p>b",
        "## A title of two lines\n\nb",
    );
    check(
        "<tr><th>No.<th>Title</tr><tr><td>1<td>Kelp</tr>",
        "No. | Title\n1\nKelp",
    );
    check("a&amp;b &lt;c&#62; caf&eacute;&nbsp;d", "a&b <c> café d");
    check("", "");
}

#[test]
fn what_nobody_sees_is_left_out() {
    check("<head><title>a</title><style>b</style></head>c", "c");
    check("<script>if (a < b) '<p>c</p>'</script>d", "d");
    check("<template><p>a</template>b<noscript>c</noscript>", "b");
    check("<div hidden>a<div>b</div>c</div>d", "d");
    check("<p hidden>a<p>b", "b");
    check("<ul><li style='display: none'>a<li>b</ul>", "b");
    check("<span style='Visibility:hidden'>a</span>b", "b");
    check("<svg><title/><style/></svg>a<svg/>b", "a\nb");
    check("<select><option>a</select><input value=b>c", "c");
    check("<body style='visibility:hidden'>a</body>", "a");
    check("<i class='material-icons md'>thumb_up</i>3", "3");
}

#[test]
fn links_of_the_web_are_kept_whole() {
    let page = |href: &str, base: &str| {
        let base = format!("<base href='{base}'>");
        lines_of_html(&format!("{base}<h2><a href='{href}'>Kelp</a></h2>"))
    };
    for (href, base, address) in [
        ("https://a.example/x", "", "https://a.example/x"),
        (
            "/papers/1?b=2",
            "https://a.example/x/y",
            "https://a.example/papers/1?b=2",
        ),
        (
            "papers/1",
            "https://a.example/x/y",
            "https://a.example/x/papers/1",
        ),
        (
            "../p/./1",
            "https://a.example/x/y/",
            "https://a.example/x/p/1",
        ),
        ("../../../p", "https://a.example/x/y", "https://a.example/p"),
        (
            "?id=3",
            "https://a.example/forum?id=2",
            "https://a.example/forum?id=3",
        ),
        ("//b.example/x", "http://a.example", "http://b.example/x"),
        ("x", "https://a.example", "https://a.example/x"),
        (" \n https://a.example/a b ", "", "https://a.example/a%20b"),
        ("https://a.example/a_(b)", "", "https://a.example/a_(b)"),
        ("https://a.example/a)b", "", "https://a.example/a%29b"),
    ] {
        assert_eq!(page(href, base), format!("[Kelp]({address})\n"));
    }
    for href in [
        "/papers/1",
        "#top",
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:ana@a.example",
        "file:///etc/passwd",
    ] {
        assert_eq!(page(href, ""), "## Kelp\n", "{href}");
    }
    let long = "x".repeat(3000);
    assert_eq!(page(&format!("https://a.example/{long}"), ""), "## Kelp\n");
}

#[test]
fn a_clipboards_header_says_what_was_copied_from_where() {
    let html = "Version:0.9\r\nStartHTML:00\r\nSourceURL:https://a.example/x\r\n\
        <html>menu<!--StartFragment--><h1><a href='/p'>Kelp</a></h1><!--EndFragment-->more</html>";
    check(html, "[Kelp](https://a.example/p)");
    let html = "Version:1.0\r\nStartFragment:000000071\r\nEndFragment:0000000074\r\n<html>\
        <b>yes</b> no";
    check(html, "yes");
    check("Version:0.9\nStartFragment:7\nEndFragment:99999\n<p>a", "a");
    check("Version: two\n", "");
    check("Version: 2 is out", "");
}

#[test]
fn a_link_stays_where_it_names_something() {
    let paper = "https://arxiv.org/abs/2607.90101";
    let other = "https://a.example/tidewell";
    check(
        &format!("<a href='{paper}'><div>42</div><div>Kelp</div><div>More</div></a>"),
        &format!("42\n[Kelp]({paper})\nMore"),
    );
    check(
        &format!("<a href='{paper}'><div>of Labs</div><h3>Kelp</h3></a>tail"),
        &format!("of Labs\n\n[Kelp]({paper})\n\ntail"),
    );
    check(&format!("<a href='{other}'>tidewell</a>"), "tidewell");
    check(
        &format!("<a href='{other}'>Ana Roe</a>, <a href='{other}'>Bo Lund</a>"),
        "Ana Roe, Bo Lund",
    );
    check(
        &format!("<a href='{other}'>Do Mosses Count the Winters</a>"),
        &format!("[Do Mosses Count the Winters]({other})"),
    );
    check(
        &format!("<p>See <a href='{other}'>our page</a>."),
        &format!("See [our page]({other})."),
    );
    check(
        &format!("<a href='{paper}#comments'>3 comments</a>"),
        "3 comments",
    );
    check(&format!("<a href='{paper}'><img></a>x"), "x");
    check(
        &format!("<time>Jul 3, 2026</time><a href='{paper}'>PDF</a><a href='{other}'>Share</a>"),
        &format!("Jul 3, 2026\n[PDF]({paper})\nShare"),
    );
    check(&format!("<p><a href='{paper}'>{paper}</a>"), paper);
}

#[test]
fn a_heading_of_signs_alone_leaves_no_gap_of_its_own() {
    let paper = "https://arxiv.org/abs/2607.90101";
    check(
        &format!("<p>a<h2><a href='{paper}'>#</a></h2><p>b"),
        "a\n\nb",
    );
    check(
        &format!("<p>a<a href='{paper}'>]<h2>/</h2></a><p>b"),
        "a]\n\n/\n\nb",
    );
}

#[test]
fn no_text_is_mistaken_for_a_link() {
    let address = "https://arxiv.org/abs/2607.90101";
    check("<p>f[x](y)", "f[x]&#40;y)");
    check("<p>[Draft", "&#91;Draft");
    check(
        &format!("<h2><a href='{address}'>[Re] Kelp</a></h2>"),
        &format!("[[Re] Kelp]({address})"),
    );
    check(
        &format!("<h2>Yes!<a href='{address}'>a] b</a></h2>"),
        &format!("## Yes! [a&#93; b]({address})"),
    );
}

#[test]
fn formulas_come_in_tex_and_once() {
    check(
        r"<p>a <math alttext='\mu'><mi>μ</mi></math>-b",
        r"a $\mu$-b",
    );
    check("<math><mi>x</mi> <mo>=</mo><mn>2</mn></math>", "x=2");
    let katex = r"<span class='katex'><span class='katex-mathml'><math><semantics><mi>μ</mi>
        <annotation encoding='application/x-tex'>\mu</annotation></semantics></math></span><span
        class='katex-html' aria-hidden='true'>μ</span></span>";
    check(&format!("<p>a {katex}."), r"a $\mu$.");
    check("<p><math><mi>x<p>b", "x\n\nb");
}

#[test]
fn depth_and_missing_ends_cost_no_more_than_their_length() {
    let n = 20_000;
    assert_eq!(lines_of_html(&format!("{}x", "<div>".repeat(n))), "x\n");
    assert_eq!(
        lines_of_html(&format!("{}x", "<b><i><span hidden>".repeat(n))),
        ""
    );
    assert_eq!(lines_of_html(&"</x></p></a></math>".repeat(n)), "");
    let links = lines_of_html(&"<a href='https://a.example/x'><div>word".repeat(n));
    assert_eq!(links.lines().count(), n);
    let attributes: String = (0..n).map(|at| format!(" a{at}=b")).collect();
    assert_eq!(lines_of_html(&format!("<p{attributes}>x")), "x\n");
}

#[test]
fn a_long_base_and_many_short_links_make_no_long_text() {
    let base = format!("<base href='https://a.example/{}/'>", "x".repeat(1900));
    let html = base + &"<p><a href=b>c</a> d".repeat(20_000);
    assert!(lines_of_html(&html).len() < 5 * html.len() + 100_000);
}

/// Cost as a shape: one more of everything for one more, and no text is made twice.
#[test]
fn twice_the_page_gives_twice_the_lines() {
    let one = "<div><h3><a href='https://arxiv.org/abs/2607.90101'>Kelp</a></h3><p>a b</p></div>";
    for n in [100, 200, 400] {
        assert_eq!(lines_of_html(&one.repeat(n)).lines().count(), 4 * n - 1);
    }
}

/// A piece of a page, whole or broken.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé \\[\\]()!|$&;#<>/'\"=-]{0,12}",
        prop::sample::select(vec![
            "<div>",
            "</div>",
            "<p>",
            "<p hidden>",
            "</p>",
            "<br>",
            "<h2>",
            "</h2>",
            "<li>",
            "<td>",
            "<th>",
            "<pre>",
            "\n",
            "</pre>",
            "<a href='https://arxiv.org/abs/2607.90101'>",
            "<a href=/x>",
            "</a>",
            "<a>",
            "<base href=https://a.example/y/>",
            "<svg>",
            "</svg>",
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            "<math>",
            "</math>",
            "<annotation encoding=x-tex>",
            "</annotation>",
            "<!--",
            "-->",
            "<!--StartFragment-->",
            "<!--EndFragment-->",
            "<span style=display:none>",
            "</span>",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "<![CDATA[",
            "<textarea>",
            "<plaintext>",
            "</",
            "<button>",
            "Version:0.9\r\n",
            "StartFragment:9\r\n",
            "EndFragment:20\r\n",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        lines_of_html(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_page_makes_it_fail(pieces in prop::collection::vec(piece(), 0..60)) {
        let html = pieces.concat();
        let lines = lines_of_html(&html);
        prop_assert!(lines.len() <= 12 * html.len() + 100);
        prop_assert!(!lines.contains("\n\n\n"));
    }
}
