import { describe, expect, it } from "vitest";
import file from "../../../tests/vectors/permits.json";
import { officeKey, refusal } from "./permit";

describe("a permit on the phone", () => {
  it.each(file.vectors.map((vector) => [vector.name, vector] as const))(
    "is answered as in the office: %s",
    async (_name, { permit, now, doing, used, refusal: wanted }) => {
      const key = await officeKey(file.public_key);
      const said = await refusal(permit, key, new Date(now), doing, new Set<string>(used));
      expect(said).toBe(wanted);
    },
  );
});
