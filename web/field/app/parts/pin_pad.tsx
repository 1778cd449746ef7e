/** Six digits, typed on large keys or a keyboard. Right or wrong PINs look alike until the office's half was asked. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { words } from "../words/speech";
import { Icon } from "./icons";

export const DIGITS = 6;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export function PinPad({ onPin, isBusy, said, corner }: { onPin: (pin: string) => void; isBusy: boolean; said: string; corner?: JSX.Element | null }): JSX.Element {
  const [typed, type] = useState("");
  const add = (digit: string): void => type((before) => (before.length < DIGITS ? before + digit : before));
  const erase = (): void => type((before) => before.slice(0, -1));
  useEffect(() => {
    if (typed.length < DIGITS || isBusy) return;
    type("");
    onPin(typed);
  }, [typed, isBusy]);
  // Before the pad is painted: whoever sees it may type, and no digit is lost.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      if (/^\d$/.test(event.key)) add(event.key);
      if (event.key === "Backspace") erase();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <div class="pin-pad">
      <p class="pin-said" role="status">{said}</p>
      <div class="dots" role="img" aria-label={words().unlock.digits(typed.length)}>{Array.from({ length: DIGITS }, (_, place) => <i key={place} class={place < typed.length || isBusy ? "on" : ""} />)}</div>
      <div class="keys">
        {KEYS.map((digit) => <button key={digit} type="button" disabled={isBusy} onClick={() => add(digit)}>{digit}</button>)}
        {corner ?? <span />}
        <button type="button" disabled={isBusy} onClick={() => add("0")}>0</button>
        <button type="button" class="bare" disabled={isBusy} aria-label={words().unlock.erase} onClick={erase}><Icon name="erase" size={26} /></button>
      </div>
    </div>
  );
}
