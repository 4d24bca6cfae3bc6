use super::*;

fn refused(code: u16) -> Refusal {
    Refusal {
        code,
        ..Refusal::default()
    }
}

#[test]
fn only_numbers_decide_what_a_refusal_means() {
    let gone = meaning(&Problem::Refused(refused(403)));
    assert!(matches!(gone, Delivery::Gone));
    for code in [401, 404] {
        assert!(matches!(
            meaning(&Problem::Refused(refused(code))),
            Delivery::Unauthorised
        ));
    }
    let wait = Refusal {
        retry_after: Some(7),
        ..refused(429)
    };
    assert!(matches!(meaning(&Problem::Refused(wait)), Delivery::Wait(rest) if rest.as_secs() == 7));
    let moved = Refusal {
        migrate_to: Some(-100),
        ..refused(400)
    };
    assert!(matches!(meaning(&Problem::Refused(moved)), Delivery::Moved(-100)));
    assert!(matches!(meaning(&Problem::Refused(refused(400))), Delivery::Refused));
    assert!(matches!(
        meaning(&Problem::Unreachable("HTTP 502".into())),
        Delivery::Later
    ));
}
