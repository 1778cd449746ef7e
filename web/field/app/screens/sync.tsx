/** What has not been sent? The three words have fixed meanings: only here, being checked, confirmed. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { toBase64 } from "../../store/base64";
import type { Outgoing, Sent } from "../../store/database";
import { sync } from "../acts/exchange";
import { Bar, Body, Button, Note, Screen, Tabs, Title } from "../parts/frame";
import { Icon } from "../parts/icons";
import { db, usePhone, type State } from "../state";
import { hour, said, sizeOf, words } from "../words/speech";

type Queue = { waiting: Outgoing[]; sent: Sent[]; blobs: { hash: string; have: number; total: number; at: number }[]; used: number; quota: number; isKept: boolean };

const SHOWN = 30;

export function SyncState(): JSX.Element {
  const phone = usePhone();
  const queue = useQueue(phone);
  const w = words().sync;
  const checking = queue.sent.filter((row) => row.status === "quarantined" || row.status === "rejected");
  const sure = queue.sent.length - checking.length;
  const nothing = queue.waiting.length === 0 && queue.blobs.length === 0;
  return (
    <Screen label="sync">
      <Bar><Title>{phone.isOnline ? (nothing ? w.none : w.title) : w.offline}</Title><p>{phone.contactAt ? w.last(hour(phone.contactAt)) : w.never}</p></Bar>
      <Body>
        <section class="card figures" aria-label={w.title}>
          <div><b>{queue.waiting.length + queue.blobs.length}</b><span>{w.here}</span></div><div><b>{checking.length}</b><span>{w.checking}</span></div><div><b>{sure}</b><span>{w.sure}</span></div>
        </section>
        {phone.mustSignIn && <Note tone="ask" title={w.signIn} act={<a class="btn" href="/sign-in?next=/field/app/">{words().signIn.go}</a>} />}
        {(!nothing || queue.sent.length > 0) && <section class="card">
          {queue.waiting.slice(0, SHOWN).map((row) => <Item key={row.id} phone={phone} row={row} state={row.state === "refused" ? w.refused : w.here} tone={row.state === "refused" ? "is-refuse" : "soft"} />)}
          {queue.blobs.map((blob) => <div class="line" key={blob.hash}><Icon name="camera" size={22} /><span class="grow"><span class="line-title">{w.photo}</span><span class="hint">{w.part(sizeOf(blob.have), sizeOf(blob.total))}</span></span><span class="sm soft">{w.here}</span></div>)}
          {checking.slice(0, SHOWN).map((row) => <Item key={row.id} phone={phone} row={row} state={w.checking} tone="is-ask" />)}
          {queue.sent.filter((row) => !checking.includes(row)).slice(0, SHOWN).map((row) => <Item key={row.id} phone={phone} row={row} state={w.sure} tone="is-allow" />)}
        </section>}
        {nothing && queue.sent.length === 0 && <div class="empty"><Icon name="sent" size={40} /><b>{w.none}</b><p>{w.noneWhy}</p></div>}
        <div class="stack"><Button icon="sync" disabled={phone.isSyncing} onClick={() => void sync()}>{phone.isSyncing ? w.going : w.now}</Button><p class="centre dim sm">{w.stays}</p></div>
        {queue.quota > 0 && <p class="dim sm">{w.room(sizeOf(queue.used), sizeOf(queue.quota - queue.used))}. {queue.isKept ? w.persistent : w.fragile}.</p>}
        {queue.waiting.length > 0 && <ExportButton />}
      </Body>
      <Tabs at="/sync" />
    </Screen>
  );
}

function Item({ phone, row, state, tone }: { phone: State; row: Outgoing | Sent; state: string; tone: string }): JSX.Element {
  const event = phone.events.find((each) => each.id === row.id);
  const name = phone.pack?.stops.find((stop) => stop.stop_id === event?.stop_id)?.open.first_name;
  const w = words().sync;
  const what = event ? w.kinds[event.kind] : w.record(row.device_sequence);
  return <div class="line"><Icon name="page" size={22} /><span class="grow"><span class="line-title">{name ? `${name} · ${what}` : what}</span><span class="hint">{hour(row.at)}{row.say && ` · ${said(row.say)}`}</span></span><b class={`sm ${tone}`}>{state}</b></div>;
}

function useQueue(phone: State): Queue {
  const [queue, see] = useState<Queue>({ waiting: [], sent: [], blobs: [], used: 0, quota: 0, isKept: false });
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
    waiting, sent, blobs: blobs.map((each) => ({ hash: each.sealed_sha256, have: each.have, total: each.sealed.length, at: each.at })),
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
