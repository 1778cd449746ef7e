/** In which order does everything that waits go to the office? */
import type { Source } from "../store/clock";
import type { FieldDatabase } from "../store/database";
import { heed } from "./gone";
import type { Office } from "./office";
import { exchange, type Listener } from "./sync";
import { upload } from "./uploads";

/** Sends records, then pictures; after pictures it reports once more, so that the office does not go on counting them as unsent. */
export async function exchangeAll(db: FieldDatabase, office: Office, source: Source, told: Listener): Promise<void> {
  await exchange(db, office, source, told);
  if (await upload(db, office).catch((error: unknown) => heed(db, source, error))) await exchange(db, office, source, told);
}
