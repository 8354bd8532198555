//! A Prometheus that fails: what the panel says, and that the rest of the page lives.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use expect_test::Expect;
use expect_test::expect;

/// Opens the page and compares what the badly answered panel shows.
fn check(answer: Answer, expected: Expect) {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::two_panels();
        script.questions.insert("bad", answer);
        let server = Server::start(script).await;
        page.open(&server.page("/d/two?refresh=off")).await;
        page.see("[data-panel='1'] .panel-message", " ").await;
        page.see(
            "[data-panel='1']:is([data-state=error], [data-state=empty])",
            " ",
        )
        .await;
        let told = page
            .tell("document.querySelector(\"[data-panel='1'] .body\").innerText")
            .await;
        expected.assert_eq(&told.as_str().unwrap().replace("\n\n", "\n"));
        page.the_rest_lives().await;
    });
}

#[test]
fn it_hangs_up() {
    check(
        Answer::HangUp,
        expect![[r#"
        Prometheus did not answer
        No answer came from prometheus/. Check that it runs and that you are online, then retry.
        Retry"#]],
    );
}

#[test]
fn it_is_silent() {
    check(
        Answer::Silence,
        expect![[r#"
        Prometheus did not answer in 2 s
        Retry, choose a shorter range, or check prometheus/.
        Retry"#]],
    );
}

#[test]
fn it_refuses_the_query() {
    check(
        Answer::recorded("err_bad_query"),
        expect![[r#"
        Prometheus refused the query
        Query A, character 4: unexpected end of input inside braces.
        Retry"#]],
    );
}

#[test]
fn it_cannot_execute_the_query() {
    check(
        Answer::recorded("err_many_to_many"),
        expect![[r#"
        Prometheus could not answer
        Query A: found duplicate series for the match group {job="blackbox"} on the right hand-side of the operation: [{__name__="up", instance="http://127.0.0.1:18000/slow", job="blackbox"}, {__name__="up", instance="http://127.0.0.1:19999/", job="blackbox"}];many-to-many matching not allowed: matching labels must be unique on one side. Copy query, in the menu of the panel, gives what was asked.
        Retry"#]],
    );
}

#[test]
fn it_gives_up() {
    check(
        Answer::recorded("err_timeout"),
        expect![[r#"
        Prometheus gave up on the query
        Query A: query timed out in expression evaluation. Choose a shorter range or a simpler query.
        Retry"#]],
    );
}

#[test]
fn it_is_asked_for_too_many_points() {
    check(
        Answer::recorded("err_too_many_points"),
        expect![[r#"
        Prometheus refused the query
        Query A asks for more points than the source gives. Choose a shorter range or a longer step.
        Retry"#]],
    );
}

#[test]
fn it_wants_a_login() {
    let answer = Answer::Reply(401, "text/plain".to_owned(), b"Unauthorized".to_vec());
    check(
        answer,
        expect![[r#"
        Prometheus did not let this page in
        prometheus/ answered 401 Unauthorized. Log in again, or ask who may read it.
        Retry"#]],
    );
}

#[test]
fn nginx_cannot_reach_it() {
    let answer = Answer::page(
        502,
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n\
         <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
    );
    check(
        answer,
        expect![[r#"
        Prometheus is not reached by its proxy
        prometheus/ answered 502 Bad Gateway. It may be starting and is asked again by itself. If it stays so, check that it runs.
        Retry"#]],
    );
}

#[test]
fn a_login_page_stands_before_it() {
    let answer = Answer::page(
        200,
        "<!doctype html><html><head><title>Sign in</title></head><body><form>…</form></body></html>",
    );
    check(
        answer,
        expect![[r#"
        Prometheus sent something that is no answer
        prometheus/ sent “Sign in”. It may be a login page: log in again, or check its url in config.json.
        Retry"#]],
    );
}

#[test]
fn its_answer_breaks_off() {
    let answer =
        r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"#;
    check(
        Answer::json(answer),
        expect![[r#"
        The answer of Prometheus broke off
        It ends after 86 bytes. Retry; if it breaks off again, check the limits of the proxy at prometheus/.
        Retry"#]],
    );
}

#[test]
fn it_has_nothing() {
    let answer = r#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#;
    check(
        Answer::json(answer),
        expect![[r#"
        No data in the last 1 hour
        The query has no series in this range. Choose a longer range, or check the query.
        Last 7 days"#]],
    );
}

#[test]
fn it_has_no_numbers() {
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::two_panels();
        script.questions.insert("bad", Answer::Always("NaN"));
        let server = Server::start(script).await;
        page.open(&server.page("/d/two?refresh=off")).await;
        page.see(
            "[data-panel='1'] .notice",
            "none of their values is a number",
        )
        .await;
        page.the_rest_lives().await;
    });
}

#[test]
fn it_has_another_shape() {
    check(
        Answer::json(r#"{"message":"hello"}"#),
        expect![[r#"
        Prometheus sent an answer of another shape
        `data` is not a result. Check in config.json that its kind is right and that prometheus/ leads to it.
        Retry"#]],
    );
}
