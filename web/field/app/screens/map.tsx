/** Today's stops on the map. The list on the first page says the same in words. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Bar, Note, Screen, SyncPill, Tabs, Title } from "../parts/frame";
import { go, usePhone } from "../state";
import { words } from "../words/speech";
import { standingOf } from "./today";

export function MapScreen(): JSX.Element {
  const phone = usePhone();
  const box = useRef<HTMLDivElement>(null);
  const [isMissing, miss] = useState(false);
  useEffect(() => {
    let close = (): void => undefined;
    let isHere = true;
    const stops = (phone.pack?.stops ?? []).map((stop) => ({ id: stop.stop_id, order: stop.order, standing: standingOf(stop, phone), lon: stop.address.lon_e6, lat: stop.address.lat_e6, name: stop.open.first_name }));
    import("../map/view").then(async ({ draw }) => {
      const done = box.current && isHere ? await draw(box.current, stops, (id) => go(`/stop/${id}`)) : close;
      if (isHere) close = done;
      else done();
    }).catch(() => miss(true)); // No WebGL, or the map was never fetched: the note says so and the list is whole.
    return () => { isHere = false; close(); };
  }, [phone.pack, phone.isDaylight]);
  return (
    <Screen label="map">
      <Bar end={<SyncPill />}><Title>{words().tabs.map}</Title></Bar>
      <div class="body">{isMissing ? <Note>{words().map.none}</Note> : <div class="map-box"><div class="view" ref={box} /></div>}</div>
      <Tabs at="/map" />
    </Screen>
  );
}
