//! `panel::html`: HTML in, markdown out, and nothing that runs.

use atalaya::panel::html::lost;
use atalaya::panel::html::to_markdown;
use atalaya::panel::picture::Block;
use atalaya::panel::picture::Inline;
use atalaya::panel::text::markdown;
use expect_test::expect;
use proptest::prelude::*;

#[test]
fn html_is_the_markdown_that_says_the_same() {
    let html = "<h2 style='x'>About</h2><p>Some <b>loud</b> and <em>soft</em> <code>code</code><br/>next</p><!-- <b>no</b> -->\
        <ul><li>one</li><li><a href=\"https://example.org/a_(b)\" onclick='x()'>two</a></li></ul><hr>1 < 2<script>alert('<b>')</SCRIPT> end <img alt='pic' src=x>";
    expect![[r#"


        ## About



        Some **loud** and *soft* `code`
        next




        - one
        - [two](https://example.org/a_%28b%29)



        ---

        1 < 2 end pic"#]]
    .assert_eq(&to_markdown(html));
    assert_eq!((lost(html), lost("<p>a < b</p>")), (Some("img"), None));
}

proptest! {
    #[test]
    fn no_html_runs_anything(html in "(<|</|>|a href=|script|javascript:|'|\"|[a-z ()\\[\\]!-]){0,24}") {
        let lines = markdown(&to_markdown(&html)).into_iter().flat_map(|block| match block {
            Block::Heading(_, line) | Block::Paragraph(line) | Block::Quote(line) => vec![line],
            Block::List(_, items) => items,
            Block::Code(_) | Block::Rule => Vec::new(),
        });
        for piece in lines.flatten() {
            if let Inline::Link { href, .. } = piece {
                prop_assert!(!href.to_lowercase().contains("javascript:") || href.starts_with(['/', '?', '#']), "{}", href);
            }
        }
    }
}
