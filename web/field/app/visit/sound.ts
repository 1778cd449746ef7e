/** Sound is recorded only while this visit allows it; whatever ends that stops the recorder and keeps what there is. */

type Running = { recorder: MediaRecorder; began: number };

const PIECE_MS = 5_000;
const BITS = 24_000;

let running: Running | null = null;

/** Returns for how many seconds sound is being recorded, or null when none is. */
export function soundSeconds(): number | null {
  return running ? Math.floor((performance.now() - running.began) / 1000) : null;
}

/** Starts to record; hands the sound over when it stops. Says no when the microphone is denied. */
export async function startSound(keep: (sound: Blob) => void): Promise<boolean> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return false; // Denied, or there is none: the screen says so and the visit goes on.
  }
  const pieces: Blob[] = [];
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
  recorder.addEventListener("dataavailable", ({ data }) => { if (data.size) pieces.push(data); });
  recorder.addEventListener("stop", () => {
    for (const track of stream.getTracks()) track.stop();
    running = null;
    if (pieces.length) keep(new Blob(pieces, { type: recorder.mimeType }));
  });
  recorder.start(PIECE_MS);
  running = { recorder, began: performance.now() };
  return true;
}

/** Stops recording, if it runs. */
export function pauseSound(): void {
  running?.recorder.stop();
}
