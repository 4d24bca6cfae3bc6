//! The file itself: transactions, locks, damage, permissions, a power cut.

use super::{
    tests::{now, open, question},
    *,
};

#[tokio::test]
async fn a_failing_unit_of_work_takes_no_other_with_it() {
    let (_folder, store) = open();
    let fails = store.write(|db| {
        db.execute("INSERT INTO facts VALUES ('half', 'done')", [])?;
        db.execute("INSERT INTO nowhere VALUES (1)", [])
    });
    let (failed, other) = tokio::join!(fails, store.set_fact("whole", "yes".into()));
    assert!(matches!(failed, Err(StoreError::Failed(_))));
    other.unwrap();
    assert_eq!(store.fact("half").await.unwrap(), None);
    assert_eq!(store.fact("whole").await.unwrap().as_deref(), Some("yes"));
}

#[tokio::test]
async fn a_second_store_on_the_same_folder_is_refused_until_the_first_closes() {
    let (folder, store) = open();
    let path = folder.path().join("data");
    let refused = Store::open(&path).unwrap_err().to_string();
    assert!(refused.contains("already running"), "{refused}");
    store.close().await;
    Store::open(&path).unwrap();
}

#[tokio::test]
async fn a_damaged_file_is_moved_aside() {
    let (folder, store) = open();
    store.set_fact("key", "value".into()).await.unwrap();
    store.close().await;
    let path = folder.path().join("data");
    std::fs::write(
        path.join("guichet.db"),
        b"this is no database, but long enough to be read as one".repeat(50),
    )
    .unwrap();
    let store = Store::open(&path).unwrap();
    store.set_fact("key", "again".into()).await.unwrap();
    let names: Vec<_> = std::fs::read_dir(&path)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert!(
        names.iter().any(|name| name.to_string_lossy().contains("damaged")),
        "{names:?}"
    );
}

#[tokio::test]
async fn a_damaged_file_is_kept_for_a_month() {
    let (folder, store) = open();
    store.close().await;
    let path = folder.path().join("data");
    for (name, days) in [("damaged-a", 29), ("damaged-b", 31), ("copy", 31)] {
        let file = std::fs::File::create(path.join(format!("guichet.db.{name}"))).unwrap();
        let age = std::time::Duration::from_secs(days * 24 * 3600);
        file.set_modified(std::time::SystemTime::now() - age).unwrap();
    }
    Store::open(&path).unwrap();
    let is_there = |name: &str| path.join(format!("guichet.db.{name}")).exists();
    assert_eq!(["damaged-a", "damaged-b", "copy"].map(is_there), [true, false, true]);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let (folder, store) = open();
    store.set_fact("key", "value".into()).await.unwrap();
    let path = folder.path().join("data");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    let files: Vec<_> = std::fs::read_dir(&path)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn the_log_of_writes_cut_anywhere_still_opens_to_a_prefix() {
    let (folder, store) = open();
    for key in 1..=20 {
        store
            .accept(Platform::Telegram, vec![question(key, 7, "a")], now())
            .await
            .unwrap();
    }
    let source = folder.path().join("data");
    let log = std::fs::read(source.join("guichet.db-wal")).unwrap();
    let database = std::fs::read(source.join("guichet.db")).unwrap();
    for (round, cut) in (0..log.len()).step_by(997).enumerate() {
        let copy = folder.path().join(format!("copy-{round}"));
        std::fs::create_dir(&copy).unwrap();
        std::fs::write(copy.join("guichet.db"), &database).unwrap();
        std::fs::write(copy.join("guichet.db-wal"), &log[..cut]).unwrap();
        let store = Store::open(&copy).unwrap();
        let tickets = store.open_tickets(Platform::Telegram).await.unwrap();
        let expected: Vec<_> = (1..=i64::try_from(tickets.len()).unwrap()).collect();
        assert_eq!(tickets.iter().map(|ticket| ticket.seq).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_version_of_sqlite_without_known_corruption() {
    // 3.7.0 to 3.51.2 could corrupt a database in WAL mode with two connections.
    assert!(rusqlite::version_number() >= 3_051_003);
}
