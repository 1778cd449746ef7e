/** How the person can pay, if they want to: the lender's own ways only, never through the hands of an agent. */
import type { JSX } from "preact";
import type { PayWay } from "../../store/pack_types";
import { Icon } from "../parts/icons";
import { PictureCode } from "../parts/picture_code";
import { words } from "../words/speech";

export function PayWays({ ways, lender }: { ways: PayWay[]; lender: string }): JSX.Element {
  const w = words().ways;
  return (
    <details class="card ways">
      <summary class="line"><Icon name="coins" size={22} />{w.title}</summary>
      <div class="inside">
        <p class="soft">{w.why}</p>
        {ways.map((way) => (
          <section key={`${way.kind} ${way.place}`}>
            <h2>{w[way.kind]}</h2>
            {way.kind === "link" && <PictureCode text={way.place} label={w.picture} />}
            <dl class="pairs wide"><dt class="dim">{w.holder}</dt><dd>{way.holder}</dd><dt class="dim">{w.place}</dt><dd>{way.place}</dd></dl>
          </section>
        ))}
        {ways.length === 0 && <p>{w.none(lender)}</p>}
      </div>
    </details>
  );
}
