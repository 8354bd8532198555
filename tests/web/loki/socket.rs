//! A tail: the WebSocket handshake, then messages with new lines. (RFC 6455; SHA-1 is its, not ours to choose.)

use crate::loki::Request;
use crate::loki::Told;
use crate::loki::answer::streams;
use crate::loki::store::Dice;
use crate::loki::store::Store;
use crate::loki::store::push;
use atalaya::data::lines::Builder;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Nanos;
use serde_json::json;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

/// Messages a second.
const MESSAGES: u32 = 5;

const TEXT: u8 = 0x81;
const CLOSE: u8 = 0x88;

pub(super) fn follow(
    mut stream: TcpStream,
    key: &str,
    request: &Request,
    store: &Store,
    told: &Mutex<Told>,
) -> std::io::Result<()> {
    let accept = base64(&sha1(
        format!("{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11").as_bytes(),
    ));
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    let Ok(filter) = store.filter(request) else {
        return Ok(());
    };
    let mut dice = Dice(now() as u64);
    let mut number = 0;
    let recorded = told.lock().expect("nobody panics with it").messages.clone();
    for message in &recorded {
        match message.split_once(' ') {
            Some(("text", text)) => frame(&mut stream, TEXT, text.as_bytes())?,
            Some((_, reason)) => return close(&mut stream, reason),
            None => {}
        }
    }
    if !recorded.is_empty() {
        // Nothing more is said, and the line stays open until the other side ends it.
        let mut rest = [0; 64];
        while stream.read(&mut rest)? > 0 {}
        return Ok(());
    }
    for message in 0.. {
        let (rate, ends) = {
            let told = told.lock().expect("nobody panics with it");
            (told.rate, told.tail_ends.clone())
        };
        if let Some((after, reason)) = ends
            && message >= after
        {
            return close(&mut stream, &reason);
        }
        let mut builder = Builder::new(Direction::Forward, 0);
        let from = now();
        for one in 0..(rate / MESSAGES).max(1) {
            push(
                &mut builder,
                &mut dice,
                Nanos(from + i64::from(one)),
                number,
            );
            number += 1;
        }
        let lines = builder.finish().expect("text in UTF-8");
        let kept: Vec<usize> = (0..lines.len())
            .filter(|line| filter.keeps(&lines, *line))
            .collect();
        if !kept.is_empty() {
            let body = json!({ "streams": streams(&lines, &kept), "dropped_entries": null });
            frame(&mut stream, TEXT, body.to_string().as_bytes())?;
        }
        std::thread::sleep(Duration::from_millis(1_000 / u64::from(MESSAGES)));
    }
    Ok(())
}

/// 1011: the server cannot go on.
fn close(stream: &mut TcpStream, reason: &str) -> std::io::Result<()> {
    let mut body = vec![0x03, 0xf3];
    body.extend_from_slice(reason.as_bytes());
    frame(stream, CLOSE, &body)
}

fn now() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.map_or(0, |now| now.as_nanos() as i64)
}

fn frame(stream: &mut TcpStream, kind: u8, body: &[u8]) -> std::io::Result<()> {
    let mut head = vec![kind];
    match body.len() {
        length @ 0..126 => head.push(length as u8),
        length @ 126..65_536 => {
            head.push(126);
            head.extend_from_slice(&(length as u16).to_be_bytes());
        }
        length => {
            head.push(127);
            head.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    stream.write_all(&head)?;
    stream.write_all(body)
}

fn sha1(text: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    let mut padded = text.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&((text.len() as u64) * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut words = [0_u32; 80];
        for (at, bytes) in block.chunks(4).enumerate() {
            words[at] = u32::from_be_bytes(bytes.try_into().expect("four bytes"));
        }
        for at in 16..80 {
            let mixed = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
            words[at] = mixed.rotate_left(1);
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, word) in words.iter().enumerate() {
            let (mixed, constant) = match at {
                0..20 => ((b & c) | (!b & d), 0x5a82_7999),
                20..40 => (b ^ c ^ d, 0x6ed9_eba1),
                40..60 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let next = a
                .rotate_left(5)
                .wrapping_add(mixed)
                .wrapping_add(e)
                .wrapping_add(constant)
                .wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (sum, add) in state.iter_mut().zip([a, b, c, d, e]) {
            *sum = sum.wrapping_add(add);
        }
    }
    let mut bytes = [0; 20];
    for (place, word) in bytes.chunks_mut(4).zip(state) {
        place.copy_from_slice(&word.to_be_bytes());
    }
    bytes
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            text.push(match at <= group.len() {
                true => char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]),
                false => '=',
            });
        }
    }
    text
}
