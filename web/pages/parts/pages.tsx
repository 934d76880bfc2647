/**
 * The way through a list that is longer than a page.
 */
import { type Markup } from './markup';

interface PagesProps {
  readonly at: number;
  readonly of: number;
  readonly path: string;
  /** What the address holds beside the page's number; what is empty is left out. */
  readonly query: Readonly<Record<string, string>>;
}

export function Pages({ at, of, path, query }: PagesProps): Markup {
  if (of <= 1) return <></>;
  const set = Object.entries(query).filter(([, value]) => value !== '');
  const address = (to: number): string =>
    `${path}?${new URLSearchParams([...set, ['side', String(to)]]).toString()}`;
  return (
    <nav class="rt-pages" aria-label="Sider">
      {at > 1 && <a href={address(at - 1)}>Forrige</a>}
      <span>
        Side {at} af {of}
      </span>
      {at < of && <a href={address(at + 1)}>Næste</a>}
    </nav>
  );
}
