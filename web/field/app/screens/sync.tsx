/** What has not been sent? The three words have fixed meanings: only here, being checked, confirmed. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { toBase64 } from "../../store/base64";
import type { Outgoing, Sent } from "../../store/database";
import { sync } from "../acts/exchange";
import { Bar, Body, Button, Note, Screen, Tabs, Title } from "../parts/frame";
import { Icon } from "../parts/icons";
import { db, usePhone, type State } from "../state";
import { finishedOf, nameOf } from "./finished";
import { hour, said, sizeOf, words } from "../words/speech";

type Queue = { isRead: boolean; waiting: Outgoing[]; sent: Sent[]; blobs: { hash: string; have: number; total: number; at: number }[]; used: number; quota: number; isKept: boolean };

const SHOWN = 30;

export function SyncState(): JSX.Element {
  const phone = usePhone();
  const queue = useQueue(phone);
  const w = words().sync;
  const checking = queue.sent.filter((row) => row.status === "quarantined" || row.status === "rejected");
  const sure = queue.sent.length - checking.length;
  const nothing = queue.isRead && queue.waiting.length === 0 && queue.blobs.length === 0;
  const figure = (count: number): number | string => (queue.isRead ? count : "—");
  return (
    <Screen label="sync">
      <Bar><Title>{phone.isOnline ? (nothing ? w.none : w.title) : w.offline}</Title><p>{phone.contactAt ? w.last(hour(phone.contactAt)) : w.never}</p></Bar>
      <Body>
        <section class="card figures" aria-label={w.title}>
          <div><b>{figure(queue.waiting.length + queue.blobs.length)}</b><span>{w.here}</span></div><div><b>{figure(checking.length)}</b><span>{w.checking}</span></div><div><b>{figure(sure)}</b><span>{w.sure}</span></div>
        </section>
        {phone.mustSignIn && <Note tone="ask" title={w.signIn} act={<a class="btn" href="/sign-in?next=/field/app/">{words().signIn.go}</a>} />}
        <div class="stack"><Button icon="sync" disabled={phone.isSyncing} onClick={() => void sync()}>{phone.isSyncing ? w.going : w.now}</Button><p class="centre dim sm">{w.stays}</p></div>
        {(!nothing || queue.sent.length > 0) && <section class="card">
          {groups(phone, queue.waiting).map((group) => <Item key={group.key} group={group} state={group.isRefused ? w.refused : w.here} tone={group.isRefused ? "is-refuse" : "soft"} />)}
          {queue.blobs.map((blob) => <div class="line" key={blob.hash}><Icon name="camera" size={22} /><span class="grow"><span class="line-title">{w.photo}</span><span class="hint">{w.part(sizeOf(blob.have), sizeOf(blob.total))}</span></span><b class="sm soft">{w.here}</b></div>)}
          {groups(phone, checking).map((group) => <Item key={group.key} group={group} state={w.checking} tone="is-ask" />)}
          {groups(phone, queue.sent.filter((row) => !checking.includes(row))).map((group) => <Item key={group.key} group={group} state={w.sure} tone="is-allow" />)}
        </section>}
        {nothing && queue.sent.length === 0 && <div class="empty"><Icon name="sent" size={40} /><b>{w.none}</b><p>{w.noneWhy}</p></div>}
        {queue.quota > 0 && <p class="dim sm">{w.room(sizeOf(queue.used), sizeOf(queue.quota - queue.used))}. {queue.isKept ? w.persistent : w.fragile}.</p>}
        {queue.waiting.length > 0 && <ExportButton />}
      </Body>
      <Tabs at="/sync" />
    </Screen>
  );
}

type Group = { key: string; title: string; count: number; at: number; isRefused: boolean; words: string };

/** Puts the records of one visit into one line; what belongs to none stands alone. */
function groups(phone: State, rows: readonly (Outgoing | Sent)[]): Group[] {
  const w = words().sync;
  const byId = new Map(phone.events.map((each) => [each.id, each]));
  const names = new Map<string, string>([...(phone.pack?.stops ?? []).map((stop) => [stop.stop_id, stop.open.first_name] as const), ...finishedOf(phone).map((visit) => [visit.stop_id, nameOf(visit)] as const)]);
  const found = new Map<string, Group>();
  for (const row of rows) {
    const event = byId.get(row.id);
    const isRefused = "state" in row && row.state === "refused";
    const name = names.get(event?.stop_id ?? "");
    const key = name && event?.stop_id && !isRefused ? event.stop_id : row.id;
    const title = name ? `${name} · ${isRefused && event ? w.kinds[event.kind] : w.visit}` : event ? w.kinds[event.kind] : w.record(row.device_sequence);
    const before = found.get(key);
    found.set(key, { key, title, count: (before?.count ?? 0) + 1, at: Math.max(before?.at ?? 0, row.at), isRefused, words: row.say ? said(row.say) : (before?.words ?? "") });
  }
  return [...found.values()].slice(0, SHOWN);
}

function Item({ group, state, tone }: { group: Group; state: string; tone: string }): JSX.Element {
  const hint = [hour(group.at), group.count > 1 ? words().sync.items(group.count) : "", group.words].filter(Boolean).join(" · ");
  return <div class="line"><Icon name="page" size={22} /><span class="grow"><span class="line-title">{group.title}</span><span class="hint">{hint}</span></span><b class={`sm ${tone}`}>{state}</b></div>;
}

function useQueue(phone: State): Queue {
  const [queue, see] = useState<Queue>({ isRead: false, waiting: [], sent: [], blobs: [], used: 0, quota: 0, isKept: false });
  useEffect(() => {
    let isHere = true;
    void read().then((found) => { if (isHere) see(found); });
    return () => { isHere = false; };
  }, [phone.unsent, phone.isSyncing, phone.events]);
  return queue;
}

async function read(): Promise<Queue> {
  const [waiting, sent, blobs, room, isKept] = await Promise.all([
    db.outbox.orderBy("device_sequence").reverse().toArray(), db.sent.orderBy("device_sequence").reverse().limit(200).toArray(), db.blobs.toArray(),
    navigator.storage?.estimate?.(), navigator.storage?.persisted?.(),
  ]);
  return {
    isRead: true, waiting, sent, blobs: blobs.map((each) => ({ hash: each.sealed_sha256, have: each.have, total: each.sealed.length, at: each.at })),
    used: room?.usage ?? 0, quota: room?.quota ?? 0, isKept: isKept ?? false,
  };
}

/** Hands the sealed records over as a file: the way out when a phone may not speak to the office any more. */
export function ExportButton(): JSX.Element {
  const save = async (): Promise<void> => {
    const rows = await db.outbox.orderBy("device_sequence").toArray();
    const items = rows.map(({ id, device_sequence, body_hash, key_id, sealed }) => ({ id, device_sequence, body_hash, key_id, sealed: toBase64(sealed) }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ schema: 1, items })], { type: "application/json" }));
    link.download = `doorstep-${items[0]?.device_sequence ?? 0}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return <Button icon="page" onClick={() => void save()}>{words().sync.export}</Button>;
}
