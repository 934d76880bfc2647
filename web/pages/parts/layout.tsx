/**
 * The frame of every page (L11): skip link, the red thread, the menu a role has, and what was just done.
 */
import { type Child } from 'hono/jsx';
import { type Person } from '../../../contract/ports/identity';
import { ROLE_LABELS } from '../../../texts/labels';
import { reach } from '../../authorization';
import { ownFile } from '../assets';
import { Alert } from './basics';
import { type Markup } from './markup';

/** What was just done, said once on the page that follows. */
export interface Said {
  readonly text: string;
  readonly link?: { readonly href: string; readonly label: string };
  /** Where the way back is sent, while there is one. */
  readonly undo?: { readonly action: string; readonly once: string };
}

/** Who looks at the page; absent for those who have not signed in. */
export interface Reader {
  readonly person: Person;
  readonly token: string;
  readonly outbox: boolean;
  readonly said?: Said | undefined;
}

interface LayoutProps {
  readonly title: string;
  readonly reader?: Reader | undefined;
  /** Address of the menu entry the page belongs to. */
  readonly at?: string;
  readonly children: Child;
}

interface Entry {
  readonly href: string;
  readonly label: string;
}

/** The menu holds what the role may see and nothing else. */
function menu({ person, outbox }: Reader): Entry[] {
  const can = (action: Parameters<typeof reach>[1]): boolean => reach(person.role, action) !== 'none';
  return [
    ...(can('inbox.read') ? [{ href: '/opgaver', label: 'Mine opgaver' }] : []),
    ...(can('youth.list') ? [{ href: '/unge', label: 'Unge' }] : []),
    ...(can('round.read') ? [{ href: '/moeder', label: 'Møder' }] : []),
    ...(can('receipts.read')
      ? [
          can('absence.register')
            ? { href: '/skole', label: 'Skolen' }
            : { href: '/skole/kvitteringer', label: 'Kvitteringer' },
        ]
      : []),
    ...(can('youth.list') ? [{ href: '/overblik', label: 'Overblik' }] : []),
    ...(can('weeklyList.read') && !can('youth.list') ? [{ href: '/ugeliste', label: 'Ugeliste' }] : []),
    ...(can('agreement.read') ? [{ href: '/aftaler', label: 'Aftaler' }] : []),
    ...(can('workflows.read') ? [{ href: '/admin', label: 'Drift' }] : []),
    ...(outbox && can('outbox.read') ? [{ href: '/udbakke', label: 'Udbakke' }] : []),
  ];
}

export function Layout({ title, reader, at, children }: LayoutProps): Markup {
  return (
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Rød Tråd`}</title>
        <link rel="stylesheet" href="/dkfds/css/dkfds.min.css" />
        <link rel="stylesheet" href={ownFile('app.css')} />
        <link rel="icon" href="data:," />
        <script src="/dkfds/js/dkfds.min.js" defer></script>
        <script src={ownFile('app.js')} defer></script>
      </head>
      <body {...(reader && { 'data-reader': reader.person.id })}>
        <a class="skipnav" href="#main-content">
          Gå til sidens indhold
        </a>
        <Header reader={reader} at={at} />
        <main class="container rt-main" id="main-content" tabindex={-1}>
          {reader?.said && <SaidAlert {...reader.said} token={reader.token} />}
          {children}
        </main>
        <footer class="rt-footer container">
          <p>Rød Tråd holder tråden, så ingen unge bliver glemt.</p>
        </footer>
      </body>
    </html>
  );
}

function Header({
  reader,
  at,
}: {
  readonly reader: Reader | undefined;
  readonly at: string | undefined;
}): Markup {
  return (
    <header class="rt-header d-print-none">
      <div class="container rt-header-inner">
        <a class="rt-brand" href="/">
          Rød Tråd
        </a>
        {reader && (
          <nav class="rt-menu" aria-label="Hovedmenu">
            <ul>
              {menu(reader).map(({ href, label }) => (
                <li>
                  <a href={href} {...(href === at && { 'aria-current': 'page' as const })}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {reader && (
          <form class="rt-user" method="post" action="/log-ud">
            <input type="hidden" name="token" value={reader.token} />
            <span class="rt-user-name">
              <a href="/fravaer">{reader.person.name}</a>
              <span class="rt-user-role">
                {ROLE_LABELS[reader.person.role]}
                {reader.person.school !== undefined && `, ${reader.person.school}`}
              </span>
            </span>
            <button class="button button-unstyled rt-log-out">Log ud</button>
          </form>
        )}
      </div>
    </header>
  );
}

function SaidAlert({ text, link, undo, token }: Said & { readonly token: string }): Markup {
  return (
    <Alert kind="success" class="rt-said">
      <p class="alert-text">
        {text}
        {link && (
          <>
            {' '}
            <a href={link.href}>{link.label}</a>
          </>
        )}
      </p>
      {undo && (
        <form method="post" action={undo.action} class="rt-undo">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="once" value={undo.once} />
          <button class="button button-unstyled rt-link">Fortryd</button>
        </form>
      )}
    </Alert>
  );
}
