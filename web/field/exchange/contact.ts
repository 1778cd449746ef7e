/** What does hearing from the office say about the phone's clock? */
import type { Source } from "../store/clock";
import type { FieldDatabase } from "../store/database";
import { know, knownTogether } from "../store/meta";

/**
 * Writes down that the office was heard, and how far the phone's clock is off its.
 *
 * The office's own time also puts the latest instant right: a phone that once believed in another year works again.
 */
export async function heard(db: FieldDatabase, source: Source, began: number, says: string | null | undefined): Promise<void> {
  const { offset, highest } = await knownTogether(db, "offset", "highest");
  const wall = source.wall();
  const office = Date.parse(says ?? "");
  if (Number.isNaN(office)) {
    const latest = Math.max(highest, wall + offset);
    await know(db, { contact_at: latest, highest: latest });
    return;
  }
  const off = Math.round(office - (began + wall) / 2);
  await know(db, { offset: off, contact_at: wall + off, highest: wall + off });
}
