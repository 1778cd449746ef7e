/** Every sentence of the app in English. */
import type { Words } from "./zh";

export const en: Words = {
  lang: "en",
  name: "Visits",
  tabs: { today: "Today", map: "Map", sync: "Unsent", me: "Me" },
  acts: {
    read: "Understood", back: "Back", cover: "Cover", leave: "Leave", skip: "Skip this step", next: "Go on", save: "Save", cancel: "Cancel", close: "Close",
    more: "More", retry: "Try again", number: "Our number", open: "Open",
  },
  cover: { title: "Covered", hint: "Touch twice to go on" },
  signIn: {
    title: "Sign in, then take today’s stops along", why: "After signing in, the office puts today’s cases on this phone, closed. From then on you need no signal.",
    go: "Sign in", again: "You are signed out. Everything you wrote down is still on this phone and goes out after you sign in.",
    offline: "There is no signal. The first time needs one.", phone: "Making this phone known", failed: "The office does not answer. Try again in a while.",
  },
  pins: {
    title: "Choose two PINs", why: "Six digits each. The first is for every day. The second looks just the same, and quietly tells the office that you need help.",
    first: "PIN for every day", again: "Once more", second: "PIN that asks for help", secondAgain: "Help PIN once more",
    differ: "These two differ. Start again.", same: "The help PIN must be another one.", weak: "Too easy to guess. Choose another.", working: "Closing your papers",
  },
  unlock: {
    title: "Your PIN", why: "The app locks after five minutes without a touch.", wrong: "That is not it. Try again.", wait: (s) => `Several were wrong. Wait until ${s}. What you wrote down is safe.`,
    digits: (n) => `${n} digits typed`, erase: "Erase a digit", note: "Write something down without opening", forgot: "Forgot it: choose new ones",
  },
  today: {
    title: (n) => (n === 1 ? "1 stop today" : `${n} stops today`), with: (d, p) => `${d}, with ${p}`, alone: (d) => d, next: "Next stop",
    before: "See this stop", brief: "Car briefing", empty: "No stops today", loading: "Fetching today’s stops", emptyWhy: "If the plan changes you see it here. You can ask the office now.",
    stopped: "Contact stopped, do not go", on: "Under way", order: (n) => `Stop ${n}`, eta: (t) => `about ${t}`, resume: "Back to this visit",
    finished: "Finished today", finishedWhy: "Open a visit to read what you wrote. What is wrong can be put right the same day.", ended: (t) => `ended ${t}`, written: "Written down", corrected: "Corrected", has: "the office has it", waits: "not sent yet", taken: "Taken back", allDone: "All stops of today are finished", comma: ", ",
  },
  map: { none: "The map cannot be drawn on this phone; the list has every address." },
  sync: {
    title: "What has not been sent", none: "Everything is sent", noneWhy: "Nothing waits on this phone.", offline: "No signal, work goes on", last: (t) => `Last heard from the office: ${t}`, never: "Not heard from the office yet",
    here: "only here", checking: "being checked", sure: "confirmed", now: "Send now", going: "Sending", stays: "Nothing is deleted here before the office has it",
    pill: (n) => `${n} only here`, pillNone: (t) => `sent ${t}`, pillOffline: (n) => `offline, ${n} here`,
    visit: "visit record", items: (n) => (n === 1 ? "1 item" : `${n} items`), record: (n) => `Record ${n}`, photo: "Photo or sound", part: (a, b) => `${a} of ${b} sent`, room: (a, b) => `${a} used on this phone, ${b} free`,
    export: "Save as a file for the office", signIn: "Signed out: sign in to go on sending", persistent: "The system will not clear these records", fragile: "The system may clear data that is long unused. Install the app on the home screen",
    refused: "The office did not take it", kinds: {
      "visit.started": "Visit begun", "visit.arrived": "Arrived", "visit.present": "Who is present", "visit.right_party": "Right person", "visit.purpose": "Purpose said", "visit.reason": "Reason",
      "visit.sheet": "Income and spending", "visit.promise": "Agreement", "visit.summary": "Read back, signed", "visit.left": "Left", "visit.skipped_step": "Step skipped", "evidence.added": "Photo, sound or signature",
      "safety.pair": "Both together", "safety.timer": "Check-out timer", "safety.duress": "Both together", "place.sample": "Place", "stop.requested": "Asked to stop", note: "Note", correction: "Correction",
    },
  },
  stop: {
    title: (n) => `Stop ${n}, before the door`, sealed: "sealed", subject: "Personal matter", untilSure: "Until it is certain who stands there, only the first name is shown.", say: "When the door opens, say", wished: "Wishes to be contacted at these times", wishedNow: (w) => `this stop ${w}`, doNot: "Do not", safety: "Take care", until: (d) => `until ${d}`,
    why: "Why we go", window: "Window", address: "Address", start: "Check the permit, begin", pair: (p) => `${p} is with me`, pairHint: "tick when both are here", papers: "Badge and mandate", papersHint: "shown at the door",
    brief: "Car briefing", briefWhy: "Only before arriving, in the car. Asks for your PIN again, closes after a minute and goes on record.", briefOver: "You have arrived. Details open once you are sure who it is.", gone: "The key of this stop was taken back. Do not go; see the next stop.",
    owed: "What the sum is made of", total: "Together", last: "Last contact", lastNone: "No contact on record", promise: "Open promise", promiseNone: "No open promise", due: (d) => `by ${d}`, account: "Loan", left: (s) => `closes in ${s} s`,
  },
  permit: {
    ok: (t) => `permit until ${t}`, title: "May we begin?", signature: "Permit’s signature", signatureOk: "verified on this phone", window: "Window", pair: "Both together", recording: "Recording", ready: "ready", notReady: "microphone is off",
    start: "Begin the visit", begin: "Write down what happened anyway", refusals: {
      "permit-unreadable": ["The permit cannot be read", "It is not whole, or was changed, and gives no leave. Fetch the stops again with a signal, or tell your team lead."],
      "permit-signature": ["The permit’s signature is wrong", "This is not what the office issued. Do not go; tell your team lead."],
      "permit-other": ["The permit is for something else", "Person, address or pair do not match it. Do not go; tell your team lead."],
      "permit-used": ["The permit was used", "One permit is for one visit. To go again, ask the office for another."],
      "permit-expired": ["The permit is over", "Do not go today; tell your team lead."],
      "permit-early": ["The window has not begun", "Wait until it begins."],
      "permit-late": ["The window is over", "Do not go today; tell your team lead."],
      "permit-none": ["There is no permit", "This stop has none. Do not go."],
      "permit-key": ["No key here to verify it", "Find a signal once, then look again."],
      "permit-stopped": ["Contact was stopped", "Do not go; see the next stop."],
    },
  },
  steps: {
    permit: "Permit", arrive: "Arrive", present: "Who", right_party: "Identity", purpose: "Purpose", reason: "Reason", sheet: "Budget", agreement: "Agree", summary: "Read", leave: "Leave",
    groups: ["Begin", "Identity", "Listen", "Agree", "Close"], of: (n, all) => `Step ${n} of ${all}`,
  },
  arrive: {
    title: "Have you arrived?", why: "Your place is noted only between arriving and leaving, and you can see it.", take: "Note the place, arrived", without: "Arrived, without a place", looking: "Looking for the place", found: (m) => `place known to about ${m} m`,
    none: "No place was found", noneWhy: "You can go on without one. Why there is none goes on record.", denied: "The place may not be used", unavailable: "This phone cannot tell the place now", timeout: "Nothing found in ten seconds",
    flags: { vague: "vague", stale: "old", repeated: "exactly as before", too_fast: "moved too fast", far_away: "far from the address" }, flagsWhy: "Only a mark, no verdict. The office looks at it, and you can write why.", knock: "Knock at most twice, wait five minutes. To others say only “a personal matter”.",
  },
  present: {
    title: "Who is present?", borrower: "Perhaps the person", borrowerHint: "made sure in the next step", other: "Family or someone else", otherHint: "say only “a personal matter”", minor: "Only a minor", minorHint: "say hello and leave", nobody: "Nobody answers", nobodyHint: "leave a card, or just leave",
    sayOther: "To others say only this", sayOtherText: "Good day. We have a personal matter to speak about with them. Please ask them to get in touch when it suits. Thank you.", card: "A card you may leave", cardText: "Good day. We came by today about a personal matter. Please get in touch when it suits you.", came: "The person came out",
  },
  party: {
    title: (n) => `Is this ${n}?`, why: (n) => `Details open at ${n} points. No picture of a document is kept.`, sure: "How sure", enough: "may be opened", missing: (n) => `${n} points missing`, document: "Saw an identity document", documentHint: "name and picture match",
    question: "Answered a question", code: "Code of the appointment", codeHint: "they read out the code they got", check: "Check", right: "matches", wrong: "does not match", seen: "seen", points: (n) => `${n} points`, open: "Open the details", not: "Not them, or not certain", maySay: "may say who we are",
  },
  purpose: {
    title: "Purpose and rights", who: "Who we are, and for whom", amount: "What the sum is made of", rights: "What they can do", rightsText: "You may see our mandate and the details, dispute the sum, ask us to leave, and ask that nobody comes again. You need not pay now, and we take no cash.", said: "All of it was said",
    consent: "Recording", consentAsk: "Do they agree to a recording?", yes: "Yes", no: "No", agreed: "agreed to recording", declined: "not recorded", withdrawn: "took it back, no recording any more", withdraw: "They want no more recording", sealed: "Details are closed; say no sum.",
  },
  reason: { title: "Why was it not paid in time?", why: "Listen, write it as they say it, judge nothing.", words: "In their words" },
  sheet: {
    title: "Income and spending", why: "Both look at the same sheet. What a life needs comes first.", income: "Income a month", wage: "Wage, business", help: "Family, support", other: "Other", spending: "Spending a month", housing: "Rent, home loan", food: "Food, power, water", care: "Health, school", debts: "Other repayments",
    kept: "Kept for living first", keptHint: "not touched", left: "Can pay at most a month", short: "Not enough: agree on no payment", bad: "Write a sum, such as 320.50",
  },
  agreement: {
    title: "Was anything agreed?", why: "Nothing agreed is a result too. Write only what they said themselves.", promise: "They named a sum and a day", arrangement: "They want an arrangement", arrangementHint: "the office prepares it from the budget", none: "Nothing agreed", noneHint: "cannot pay, or want to think", amount: "Sum in yuan", due: "By which day", words: "Note",
    amountBad: "Write a sum above zero", dueBad: "Choose today or later", tooMuch: (s) => `The budget says at most ${s} a month.`,
  },
  summary: {
    title: "Read it to them", why: "Line by line. If something is wrong, go back.", reason: "Reason", left: "Can pay at most a month", agreed: "Agreed", nothing: "nothing agreed", arrangement: "wants an arrangement; the office prepares it", by: (a, d) => `${a} by ${d}`, unsaid: "not said",
    read: "Read out, nothing to correct", sign: "Ask for a signature", clear: "Sign again", noSign: "They do not sign", signHere: "Sign here", done: "All read",
  },
  leave: {
    title: "Sorry to have disturbed you. We are leaving.", ko: "실례했습니다. 지금 가겠습니다.", together: "Leave together", quiet: "Explain nothing, argue about nothing", later: "The record can wait", asked: "They asked us to leave", stop: "They want no more contact", stopHint: "stops every channel at once", outcome: "Outcome", outcomes: {
      met_borrower: "Met the borrower", met_third_party: "Met someone else", nobody_met: "Nobody at home", cancelled: "Visit not made",
    }, code: "Once outside, type your PIN to end", note: "Anything to add", end: "End this visit", began: (t) => `begun ${t}`, wrong: "Please type it again", ended: "The visit is written down", endedWhy: "It goes to the office as soon as there is a signal.", nextStop: "Next stop",
    today: "Nobody goes back there today",
  },
  correct: {
    title: "Correct the record", open: "Correct", first: "First written down", really: "What really was", note: "Note", because: "Why", becauseBad: "Say why in a sentence", do: "Write the correction", promiseNone: "If nothing was promised, clear sum and day.",
    done: "The correction is written down", doneWhy: "It goes to the office with the next signal; a second person may look first.", at: (t) => `Corrected ${t}`, stays: "The first record stays, and both can be read. What they asked for, photos and sound cannot be corrected.", stopToo: "Left out: they want no more contact",
    over: "It cannot be corrected today", overWhy: "A correction is written on the day of the visit. Tell your team lead what is wrong.",
  },
  ways: { title: "If they want to pay: the lender’s own ways", why: "Only these ways are the lender’s own. We take no cash and name no private account. Let them scan it with their own phone.", link: "Pay online", app: "In the lender’s app", transfer: "Bank transfer", holder: "Payee", place: "Where", picture: "Code of the payment link", none: (l) => `${l} has not told us its ways to pay. They can use the one in their contract or in its app.` },
  copy: {
    title: "A copy for them to keep", why: "It holds who came and when, what was said and agreed, their rights, and how to complain.", picture: "Code of the record", say: "“You can scan this to keep a copy of today’s record. To open it you need the last four of your identity number.”", ko: "이 코드를 스캔하시면 오늘 방문 기록의 사본을 보관하실 수 있습니다. 여실 때 신분증 번호 끝 네 자리가 필요합니다.",
    later: "It opens once the record has reached the office; before that the page says that it is not there yet. They need not take it.", again: "Show the code of their copy again",
  },
  skip: { title: "Why skip it?", why: "Any step can be skipped; a few words are enough.", none: "Does not apply", refused: "They do not want to", unsafe: "Not safe", time: "No time", words: "Or in your words", do: "Skip" },
  more: { title: "More", photo: "Take a photo", audio: "Record sound", stopAudio: "Stop recording", note: "Write a note", skip: "Skip this step", number: "Show them our number", safety: "Safety", consent: "Sound and pictures need their consent first.", taken: (n) => `${n} kept`, recording: (t) => `recording ${t}`, place: "Pictures lie closed on this phone and go once they are sent." },
  number: { title: "Let them check us", why: "They can type these digits on the office’s page. It answers only: genuine, with an appointment today.", where: "Page to check", renew: (s) => `new in ${s} s`, who: (a, p) => `${a} and ${p}`, expired: "The stops are out of date. Find a signal before showing this." },
  safety: {
    title: "Safety", timer: "Check-out timer", until: (t) => `say you are safe by ${t}`, over: "Time is up: say you are safe, or leave", extend: "15 minutes more", ok: "Left safely", none: "No timer is running", noneWhy: "It starts when you arrive and ends when you leave.", pair: "Both together", both: "We are together", apart: "My partner is not here", apartWhy: "Do not knock alone. Wait, or tell your team lead.",
    call: (n) => `Call the duty desk: ${n}`, trail: "Places noted today", trailNone: "None yet", at: (t, m) => `${t}, to ${m} m`,
  },
  me: {
    title: "Me", language: "Language", daylight: "Daylight", daylightWhy: "readable on snow and in glare", lock: "Lock now", out: "Leave this phone", outWhy: "Today’s stops are cleared. What is unsent stays and goes out after signing in.", device: "This phone", valid: (t) => `stops good until ${t}`, install: "Install on the home screen", note: "Write a note", pack: "Fetch today’s stops again", version: "Phone’s mark", reload: "A new version is here: use it",
  },
  note: { title: "Write down what happened", why: "Needs no PIN and no stops. Only the office can read it.", words: "What happened", done: "Written on this phone", empty: "Write a few words first." },
  trouble: {
    clock: (m) => `The phone’s clock is off by ${m}`, clockWhat: "Windows are judged by the office’s time, and both go on record. Switch on automatic time in the phone’s settings.", minutes: (n) => (n === 1 ? "1 minute" : `${n} minutes`), years: (n) => `${n} years`, hours: (n) => (n === 1 ? "1 hour" : `${n} hours`), days: (n) => (n === 1 ? "1 day" : `${n} days`),
    quota: "The phone is full", quotaWhat: "Words can still be written down. Delete other photos or videos, then take the picture. Sending also makes room.",
    noRoom: "This was not written down", noRoomWhat: "Not even words fit any more. Keep this page open, delete something else and touch save again.",
    camera: "Camera or microphone is not allowed", cameraWhat: "Allow it in the browser’s settings for this site. You can go on without; a few words are enough.",
    large: (s) => `The file is too large: ${s}`, largeWhat: "20 MB at most. Take it again with less detail; keep the original in the gallery for the office.",
    expired: "Today’s stops are out of date", expiredWhat: "No word from the office for twelve hours, so they are closed for good. Find a signal, sign in and fetch them again. What you wrote down is all here, and you can write more.",
    revoked: "This phone is no longer in use", revokedWhy: "Another phone took its place, or the office ended it.", revokedWhat: "Its stops are cleared. What is unsent stays here, readable to the office only.", revokedUnsent: "Save it as a file and hand it to the office.",
    taken: "The office took this stop back", takenWhat: "Take your leave and end this visit. What you wrote down reaches the office all the same.",
    gone: "This case is not among your stops any more", goneWhat: "It may be with others, stopped or deleted. Do not go. What you wrote down reaches the office all the same.",
    tampered: "Today’s stops cannot be read", tamperedWhat: "They were changed or damaged on this phone. Fetch them again with a signal. What you wrote down is not affected.", wrote: "written on this phone", old: "This version is too old", oldWhat: "Find a signal and update. Your records are kept.",
    lost: "The browser emptied this phone’s store", lostWhat: (n: number) => `${n === 0 ? "Nothing was waiting to be sent." : `${n} records that were not sent yet are gone: write down again what you remember.`} The office is told. Do not clear the browser’s data; install the app on the home screen.`,
    server: "The office cannot answer now", serverWhat: "Everything is on this phone and is sent again by itself in a while.",
  },
};
