//! Open or closed at fixed dates: ordinary weeks, holidays, clock changes.

use super::*;

fn state(text: &str, at: &str) -> HoursState {
    hours(text).state(paris(at).to_utc())
}

fn open_until(time: &str) -> HoursState {
    HoursState::Open {
        until: Some(paris(time)),
        comment: None,
    }
}

fn closed_until(time: &str) -> HoursState {
    HoursState::Closed {
        opens: Some(paris(time)),
        comment: None,
    }
}

#[test]
fn an_ordinary_week() {
    assert_eq!(state(MAIRIE, "2026-09-10 10:00"), open_until("2026-09-10 12:00"));
    assert_eq!(state(MAIRIE, "2026-09-10 12:00"), closed_until("2026-09-10 13:30"));
    assert_eq!(state(MAIRIE, "2026-09-10 08:29"), closed_until("2026-09-10 08:30"));
    assert_eq!(state(MAIRIE, "2026-09-11 17:30"), closed_until("2026-09-14 08:30"));
}

#[test]
fn public_holidays_are_closed() {
    // Bastille Day, a Tuesday; the Monday evening before it.
    assert_eq!(state(MAIRIE, "2026-07-14 10:00"), closed_until("2026-07-15 08:30"));
    assert_eq!(state(MAIRIE, "2026-07-13 18:00"), closed_until("2026-07-15 08:30"));
    // Easter Monday, and across its weekend from Friday evening; Ascension.
    assert_eq!(state(MAIRIE, "2027-03-29 10:00"), closed_until("2027-03-30 08:30"));
    assert_eq!(state(MAIRIE, "2027-03-26 18:00"), closed_until("2027-03-30 08:30"));
    assert_eq!(state(MAIRIE, "2027-05-06 09:00"), closed_until("2027-05-07 08:30"));
    let without = "Mo-Fr 08:30-12:00";
    assert_eq!(state(without, "2026-07-14 10:00"), open_until("2026-07-14 12:00"));
}

#[test]
fn clock_changes_move_nothing() {
    // Clocks go forward on Sunday 29 March 2026 at 2:00, back on Sunday 25 October 2026 at 3:00.
    assert_eq!(state(MAIRIE, "2026-03-27 18:00"), closed_until("2026-03-30 08:30"));
    assert_eq!(state(MAIRIE, "2026-10-23 18:00"), closed_until("2026-10-26 08:30"));
    let nights = "Su 01:00-05:00";
    assert_eq!(state(nights, "2026-03-29 01:30"), open_until("2026-03-29 05:00"));
    assert_eq!(state(nights, "2026-10-25 02:30"), open_until("2026-10-25 05:00"));
    // An opening in the hour that does not exist starts when that hour would have ended.
    assert_eq!(
        state("Su 02:30-05:00", "2026-03-29 00:30"),
        closed_until("2026-03-29 03:00")
    );
}

#[test]
fn the_clock_is_the_towns() {
    let noon_utc = paris("2026-09-10 10:00").to_utc();
    let reunion = Hours::parse("Mo-Fr 08:30-12:00", chrono_tz::Indian::Reunion).unwrap();
    assert!(matches!(reunion.state(noon_utc), HoursState::Closed { .. }));
}

#[test]
fn without_an_end_or_an_opening_in_sight() {
    let always = HoursState::Open {
        until: None,
        comment: None,
    };
    assert_eq!(state("24/7", "2026-07-14 10:00"), always);
    let never = HoursState::Closed {
        opens: None,
        comment: None,
    };
    assert_eq!(state("off", "2026-07-14 10:00"), never);
    assert_eq!(state("2090 Mo 09:00-12:00", "2026-07-14 10:00"), never);
    assert_eq!(
        state("Jun Mo 09:00-12:00", "2026-07-14 10:00"),
        closed_until("2027-06-07 09:00")
    );
    assert_eq!(
        Hours::state(&hours(MAIRIE), DateTime::<Utc>::MAX_UTC),
        HoursState::Uncertain { comment: None }
    );
}

#[test]
fn comments_are_kept() {
    let comment = Some("sur rendez-vous".to_owned());
    let text = "mercredi 14h-17h sur rendez-vous ; mardi sur rendez-vous";
    assert_eq!(
        state(text, "2026-09-09 15:00"),
        HoursState::Open {
            until: Some(paris("2026-09-09 17:00")),
            comment: comment.clone()
        }
    );
    assert_eq!(state(text, "2026-09-08 15:00"), HoursState::Uncertain { comment });
}
