/** What is said to whoever opens the door: the office's templates, or these words. None has a place for anything about a debt. */
import type { Pack } from "../../store/pack_types";
import { language } from "./speech";
import { zh } from "./zh";
import { en } from "./en";

type Spoken = { zh: string; en: string; ko?: string };

const OWN: Record<string, Spoken> = {
  greeting: {
    zh: "“您好，请问{name}在家吗？有件个人事务想和本人说。”", en: "“Good day, is {name} at home? It is a personal matter for them.”",
    ko: "“안녕하세요, {name} 씨 계신가요? 개인적인 일로 본인께 말씀드릴 것이 있습니다.”",
  },
  third_party: { zh: zh.present.sayOtherText, en: en.present.sayOtherText, ko: "안녕하세요. 본인께 전할 개인적인 일이 있습니다. 편하실 때 연락 주시라고 전해 주세요." },
  left_card: { zh: zh.present.cardText, en: en.present.cardText, ko: "안녕하세요. 개인적인 일로 다녀갑니다. 편하실 때 연락 주세요." },
  rights: { zh: zh.purpose.rightsText, en: en.purpose.rightsText },
};

/** Returns the words in the app's language and, if there are any, in the other one spoken here. */
export function template(pack: Pack | null, id: string, name = ""): { here: string; other: string; otherLang: string } {
  const found: Spoken | undefined = pack?.templates.find((each) => each.id === id) ?? OWN[id];
  const fill = (text: string): string => text.replaceAll("{name}", name);
  if (!found) return { here: "", other: "", otherLang: "ko" };
  const isEnglish = language() === "en";
  const [other, otherLang] = isEnglish ? [found.zh, "zh-Hans-CN"] : [found.ko ?? "", "ko"];
  return { here: fill(isEnglish ? found.en : found.zh), other: fill(other), otherLang };
}
