/** What every screen is made of: a bar on top, a body, what can be done below. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { go, set, usePhone } from "../state";
import { hour, words } from "../words/speech";
import { Icon, type IconName } from "./icons";

type Has = { children?: ComponentChildren };

/** A whole screen. Its heading is read out when it appears. */
export function Screen({ children, label }: Has & { label: string }): JSX.Element {
  const place = useRef<HTMLElement>(null);
  useEffect(() => { place.current?.querySelector("h1")?.focus({ preventScroll: true }); scrollTo(0, 0); }, [label]);
  return <main class="screen" ref={place}>{children}</main>;
}

export function Title({ children }: Has): JSX.Element {
  return <h1 tabIndex={-1}>{children}</h1>;
}

/** The bar on top; from everywhere one touch covers the screen, unless the dock below offers it already. */
export function Bar({ back, children, end, hasCoverBelow = false }: Has & { back?: string | (() => void); end?: ComponentChildren; hasCoverBelow?: boolean }): JSX.Element {
  const { phase } = usePhone();
  const act = (): void => (typeof back === "function" ? back() : go(back ?? "/"));
  return (
    <header class="bar">
      {back !== undefined && <button class="back" type="button" aria-label={words().acts.back} onClick={act}><Icon name="back" size={24} /></button>}
      <div class="grow">{children}</div>
      {end}
      {phase === "open" && !hasCoverBelow && <button class="hide" type="button" aria-label={words().acts.cover} onClick={cover}><Icon name="cover" size={22} /></button>}
    </header>
  );
}

export function Body({ children }: Has): JSX.Element {
  return <div class="body">{children}</div>;
}

export function Dock({ children }: Has): JSX.Element {
  return <div class="dock">{children}</div>;
}

type Act = Has & { onClick?: () => void; kind?: "pri" | "half" | "quiet"; icon?: IconName; disabled?: boolean; type?: "button" | "submit"; id?: string };

export function Button({ children, onClick, kind, icon, disabled = false, type = "button", id }: Act): JSX.Element {
  return <button class={`btn ${kind ?? ""}`} type={type} {...(id ? { id } : {})} {...(onClick ? { onClick } : {})} disabled={disabled}>{icon && <Icon name={icon} />}<span>{children}</span></button>;
}

export type Tone = "allow" | "ask" | "refuse" | "care" | "info" | "pause" | "plain";
const SIGNS: Record<Tone, IconName> = { allow: "allow", ask: "ask", refuse: "refuse", care: "info", info: "info", pause: "lock", plain: "info" };

export function Note({ tone = "plain", title, children, act }: Has & { tone?: Tone; title?: string; act?: ComponentChildren }): JSX.Element {
  return <div class={`note ${tone}`} role={tone === "refuse" ? "alert" : undefined}><Icon name={SIGNS[tone]} /><div class="grow">{title && <b>{title}</b>}{children && <div>{children}</div>}{act}</div></div>;
}

export function Card({ title, children, id, plain = false }: Has & { title?: string; id?: string; plain?: boolean }): JSX.Element {
  return <section class={`card ${plain ? "" : "pad"}`} {...(id ? { id } : {})}>{title && <h2>{title}</h2>}{children}</section>;
}

/** One line of a list that leads somewhere or does something. */
export function Line({ icon, title, hint, end, onClick, tone }: { icon?: IconName; title: ComponentChildren; hint?: ComponentChildren; end?: ComponentChildren; onClick?: () => void; tone?: string }): JSX.Element {
  const inside = <>{icon && <Icon name={icon} size={22} />}<span class="grow"><span class="line-title">{title}</span>{hint && <span class="hint">{hint}</span>}</span>{end}</>;
  if (!onClick) return <div class={`line ${tone ?? ""}`}>{inside}</div>;
  return <button class={`line ${tone ?? ""}`} type="button" onClick={onClick}>{inside}{!end && <Icon name="right" size={18} />}</button>;
}

/** A question with one answer. */
export function Choice<Value extends string>({ name, label, value, options, onChange }: {
  name: string; label: string; value: Value | null; options: readonly { value: Value; title: string; hint?: string }[]; onChange: (value: Value) => void;
}): JSX.Element {
  return (
    <fieldset class="card choice"><legend class="vh">{label}</legend>
      {options.map((each) => (
        <label class="pick" key={each.value}>
          <input type="radio" name={name} value={each.value} checked={value === each.value} onChange={() => onChange(each.value)} />
          <span class="grow"><span class="line-title">{each.title}</span>{each.hint && <span class="hint">{each.hint}</span>}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Tick({ label, hint, isOn, onChange, id }: { label: string; hint?: string; isOn: boolean; onChange: (isOn: boolean) => void; id?: string }): JSX.Element {
  return <label class="pick"><input type="checkbox" {...(id ? { id } : {})} checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} /><span class="grow"><span class="line-title">{label}</span>{hint && <span class="hint">{hint}</span>}</span></label>;
}

export function Typed({ id, label, hint, value, onInput, error, many = false, isDate = false, min, inputMode = "text", maxLength = 2000 }: {
  id: string; label: string; hint?: string; value: string; onInput: (value: string) => void; error?: string | undefined; many?: boolean;
  inputMode?: "decimal" | "numeric" | "text"; isDate?: boolean; min?: string; maxLength?: number;
}): JSX.Element {
  const common = { id, class: "inp", value, autocomplete: "off", "aria-invalid": error ? true : undefined, "aria-describedby": error ? `${id}-error` : undefined } as const;
  return (
    <div class={`field ${error ? "bad" : ""}`}>
      <label for={id}>{label}{hint && <span class="hint">{hint}</span>}</label>
      {error && <div class="err" id={`${id}-error`}>{error}</div>}
      {many ? <textarea {...common} maxLength={maxLength} onInput={(event) => onInput(event.currentTarget.value)} />
        : isDate ? <input {...common} type="date" {...(min ? { min } : {})} onInput={(event) => onInput(event.currentTarget.value)} />
          : <input {...common} type="text" inputMode={inputMode} onInput={(event) => onInput(event.currentTarget.value)} />}
    </div>
  );
}

export function Pill({ tone = "plain", icon, children }: Has & { tone?: Tone; icon: IconName }): JSX.Element {
  return <span class={`pill ${tone}`}><Icon name={icon} size={16} />{children}</span>;
}

/** What has not been sent, in one touch from everywhere. */
export function SyncPill(): JSX.Element {
  const { unsent, isOnline, contactAt } = usePhone();
  const w = words().sync;
  const text = !isOnline ? w.pillOffline(unsent) : unsent ? w.pill(unsent) : w.pillNone(contactAt ? hour(contactAt) : "—");
  return <button class="pill-button" type="button" onClick={() => go("/sync")}><Pill tone={isOnline ? "plain" : "ask"} icon={isOnline ? "sent" : "offline"}>{text}</Pill></button>;
}

const TABS = [["/", "home", "today"], ["/map", "map", "map"], ["/sync", "sync", "sync"], ["/me", "me", "me"]] as const;

export function Tabs({ at }: { at: string }): JSX.Element {
  const { unsent } = usePhone();
  return (
    <nav class="tabs" aria-label={words().name}>
      {TABS.map(([route, icon, name]) => (
        <a key={route} href={`#${route}`} aria-current={at === route ? "page" : undefined}><Icon name={icon} size={24} />{words().tabs[name]}{name === "sync" && unsent > 0 && <span class="count">{unsent}</span>}</a>
      ))}
    </nav>
  );
}

/** Hides everything at once; a second touch within a moment goes on. */
export function cover(): void {
  set({ isCovered: true });
}
