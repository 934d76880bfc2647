/**
 * Telling what takes time: one line per step, rewritten on a terminal, and now and then where it is not one.
 */

/** Where there is no terminal to rewrite, a step that takes long is told of this often. */
const STILL_MS = 5_000;
const LIVE_MS = 200;

export interface Progress {
  /** Runs a step; `work` may tell how far it has come. Nothing is printed for a step that is over at once. */
  step<T>(label: string, work: (tell: (detail: string) => void) => Promise<T>): Promise<T>;
}

/** Progress on a stream; `live` when lines can be rewritten. */
export function progressOn(out: { write(text: string): void }, live: boolean): Progress {
  return {
    async step(label, work) {
      const from = Date.now();
      let detail = '';
      const line = (): string =>
        `${label}${detail === '' ? '' : ` · ${detail}`} · ${seconds(Date.now() - from)}`;
      const tick = setInterval(
        () => {
          out.write(live ? `\r\u001B[K  ${line()}` : `  ${line()}\n`);
        },
        live ? LIVE_MS : STILL_MS,
      );
      try {
        return await work((text) => {
          detail = text;
        });
      } finally {
        clearInterval(tick);
        if (live) out.write('\r\u001B[K');
        if (Date.now() - from >= WORTH_TELLING_MS) out.write(`  ${line()}\n`);
      }
    },
  };
}

/** Shorter steps leave no line. */
const WORTH_TELLING_MS = 1_500;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;
