import { expect, it } from "vitest";
import { record } from "../store/record";
import { bearWitness, storeLost, type Shelf } from "../store/witness";
import { AT, clockAt, freshDatabase, note, TestOffice } from "./world";

function shelf(): Shelf {
  const held = new Map<string, string>();
  return { getItem: (name) => held.get(name) ?? null, setItem: (name, value) => void held.set(name, value) };
}

it("a new phone has lost nothing, and neither has one whose store is still there", async () => {
  const [db, beside] = [freshDatabase(), shelf()];
  expect(await storeLost(db, beside)).toBeNull();
  await (await TestOffice.open()).welcome(db);
  await bearWitness(db, beside);
  expect(await storeLost(db, beside)).toBeNull();
});

it("an empty store beside figures of a former one is a loss, and says how much it was", async () => {
  const [db, beside] = [freshDatabase(), shelf()];
  await (await TestOffice.open()).welcome(db);
  await record({ db, source: clockAt(AT) }, null, note("never sent"));
  await bearWitness(db, beside);
  const lost = await storeLost(freshDatabase(), beside);
  expect(lost).toMatchObject({ device_sequence: 1, unsent: 1 });
});

it("never stands in the way: a full shelf keeps the record, a torn figure tells of nothing", async () => {
  const db = freshDatabase();
  await (await TestOffice.open()).welcome(db);
  const full = { getItem: () => '{"device_id": "a1b2', setItem: () => { throw new DOMException("full", "QuotaExceededError"); } };
  expect(await storeLost(db, full)).toBeNull();
  await expect(bearWitness(db, full)).resolves.toBeUndefined();
});
