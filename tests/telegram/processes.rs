//! The real binary: killed at any moment, suspended, on a full disk.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use guichet::desk::IN_FLIGHT;

use crate::support::{
    program::catalogue,
    site::Site,
    telegram::{Person, text},
};

/// Kills of one run of the suite, unless `GUICHET_KILL_ROUNDS` says otherwise.
const KILLS: usize = 50;
/// Questions that arrive between two kills.
const PER_ROUND: i64 = 20;

/// A site of the small town.
pub(super) async fn site() -> Site {
    Site::new(catalogue("small-town")).await
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        // Knuth's constants for a linear congruential generator.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_it_loses_nothing_and_repeats_little() {
    let rounds = std::env::var("GUICHET_KILL_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(KILLS);
    let site = site().await;
    let mut dice = Dice(rounds as u64);
    let mut chat = 0;
    for round in 0..rounds {
        let process = site.serve().await;
        // Some wait when it comes up, others arrive while it works.
        for part in 0..2 {
            site.fake.happen((0..PER_ROUND / 2).map(|_| {
                chat += 1;
                text(Person::french(chat), "la piscine est-elle ouverte ?")
            }));
            if part == 0 {
                tokio::time::sleep(Duration::from_millis(dice.below(60))).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(dice.below(120))).await;
        process.kill();
        assert_stored(&site, round);
    }
    let last = site.start();
    for chat in 1..=chat {
        site.fake.posts(chat, 1).await;
    }
    last.kill();
    let mut per_chat: BTreeMap<i64, usize> = BTreeMap::new();
    site.fake.with(|state| {
        state
            .posted
            .iter()
            .for_each(|posted| *per_chat.entry(posted.chat).or_default() += 1);
    });
    let missing: Vec<_> = (1..=chat).filter(|chat| !per_chat.contains_key(chat)).collect();
    assert!(missing.is_empty(), "lost: {missing:?}");
    let repeated: usize = per_chat.values().map(|count| count - 1).sum();
    assert!(repeated <= rounds * IN_FLIGHT, "{repeated} repeated in {rounds} kills");
    site.fake.assert_clean();
}

/// Whatever Telegram may forget is on our disk, once.
fn assert_stored(site: &Site, round: usize) {
    let acknowledged = site.fake.with(|state| state.acknowledged.clone());
    if acknowledged.is_empty() {
        return;
    }
    let db = rusqlite::Connection::open(site.data().join("guichet.db")).unwrap();
    let health: String = db.pragma_query_value(None, "quick_check", |row| row.get(0)).unwrap();
    assert_eq!(health, "ok", "round {round}");
    let mut keys = db.prepare("SELECT update_key FROM inbox").unwrap();
    let mut stored: HashMap<String, usize> = HashMap::new();
    for key in keys.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        *stored.entry(key.unwrap()).or_default() += 1;
    }
    for id in acknowledged {
        assert_eq!(stored.get(&id.to_string()), Some(&1), "round {round}: update {id}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_was_suspended_goes_on_by_itself() {
    let site = site().await;
    let process = site.serve().await;
    process.signal("STOP");
    site.fake
        .happens(text(Person::french(41), "la piscine est-elle ouverte ?"));
    // Longer than the pauses between attempts, so that it wakes up in the middle of what it did.
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(site.fake.with(|state| state.posted.is_empty()), "it was not suspended");
    process.signal("CONT");
    site.fake.post(41, 0).await;
    site.fake
        .happens(text(Person::french(42), "la piscine est-elle ouverte ?"));
    site.fake.post(42, 0).await;
    site.fake.assert_clean();
}

/// A file that cannot grow is a full disk to the process; the limit is lifted while it runs.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_nothing_is_acknowledged_and_nothing_is_lost() {
    let site = site().await;
    let process = site.serve_limited().await;
    site.fake
        .happens(text(Person::french(41), "la piscine est-elle ouverte ?"));
    site.fake.post(41, 0).await;
    site.fake.quiet().await;
    process.limit_files("0");
    let asked: Vec<i64> = (50..60)
        .map(|id| {
            site.fake
                .happens(text(Person::french(id), "la piscine est-elle ouverte ?"))
        })
        .collect();
    // The poll under way brings them, and so do the next ones.
    site.polled(site.polls() + 2).await;
    site.fake.with(|state| {
        assert!(
            asked.iter().all(|id| !state.acknowledged.contains(id)),
            "acknowledged but not stored"
        );
    });
    process.limit_files("unlimited");
    for id in 50..60 {
        site.fake.post(id, 0).await;
    }
    site.fake.quiet().await;
    process.kill();
    assert_stored(&site, 0);
    site.fake.assert_clean();
}
