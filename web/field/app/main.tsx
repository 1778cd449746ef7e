/** The app: one screen for each address behind the #, and what lies over all of them. */
import { render, type JSX } from "preact";
import "./look/app.css";
import "./look/screens.css";
import { begin } from "./acts/begin";
import { keepFresh } from "./acts/worker";
import { Icon } from "./parts/icons";
import { ChoosePins, Expired, Revoked, SignIn, Unlock } from "./screens/enter";
import { finishedAt } from "./screens/finished";
import { MapScreen } from "./screens/map";
import { Banners, FreeNote, Me } from "./screens/me";
import { VisitorNumber } from "./screens/number";
import { Safety } from "./screens/safety";
import { Briefing, Gone, StopCard } from "./screens/stop";
import { SyncState } from "./screens/sync";
import { Today } from "./screens/today";
import { set, usePhone, type State } from "./state";
import { Correct } from "./visit/correct";
import { Visiting } from "./visit/visiting";
import { words } from "./words/speech";

const CLOSED: Partial<Record<State["phase"], () => JSX.Element>> = { sign_in: SignIn, pins: ChoosePins, locked: Unlock, expired: Expired, revoked: Revoked };

function App(): JSX.Element {
  const phone = usePhone();
  return <><div hidden={phone.isCovered}><Banners /><Shown phone={phone} /></div>{phone.isCovered && <Cover />}</>;
}

function Shown({ phone }: { phone: State }): JSX.Element | null {
  const [, page = "", id = "", more = ""] = phone.route.split("/");
  if (phone.phase === "loading") return null;
  const Closed = CLOSED[phone.phase];
  if (page === "note" && phone.phase !== "sign_in" && phone.phase !== "pins") return <FreeNote id={id || null} />;
  if (Closed) return <Closed />;
  switch (page) {
    case "": return <Today />;
    case "map": return <MapScreen />;
    case "sync": return <SyncState />;
    case "me": return <Me />;
    case "number": return <VisitorNumber />;
    case "safety": return <Safety />;
    case "stop": return finishedAt(phone, id) ? <Correct id={id} /> : <StopCard id={id} />;
    case "brief": return <Briefing id={id} />;
    case "correct": return <Correct id={id} />;
    case "visit": return <Visiting key={`${id}${more}`} id={id} leaves={more === "leave"} />;
    default: return <Gone />;
  }
}

function Cover(): JSX.Element {
  return <button class="cover" type="button" onDblClick={() => set({ isCovered: false })} onKeyDown={(event) => { if (event.key === "Enter") set({ isCovered: false }); }}><Icon name="lock" size={48} /><span>{words().cover.title}</span><small>{words().cover.hint}</small></button>;
}

const place = document.getElementById("app");
if (place) {
  render(<App />, place);
  void begin();
  void keepFresh();
}
