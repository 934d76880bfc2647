/**
 * The frame of one's own page: nothing but the red thread and the way out. Before somebody is in, it names nobody (L8).
 */
import { type Child } from 'hono/jsx';
import { ownFile } from '../assets';
import { type Markup } from '../parts/markup';

export function OwnFrame({
  title,
  token,
  children,
}: {
  readonly title: string;
  /** The form token of whoever is in; left out before. */
  readonly token?: string;
  readonly children: Child;
}): Markup {
  return (
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href="/dkfds/css/dkfds.min.css" />
        <link rel="stylesheet" href={ownFile('app.css')} />
        <link rel="icon" href="data:," />
      </head>
      <body class="me">
        <a class="skipnav" href="#main-content">
          Gå til sidens indhold
        </a>
        <header class="rt-header">
          <div class="me-frame me-header">
            <span class="rt-brand">Min side</span>
            {token !== undefined && (
              <form method="post" action="/mig/goer/ud">
                <input type="hidden" name="token" value={token} />
                <button class="button button-unstyled rt-log-out">Log ud</button>
              </form>
            )}
          </div>
        </header>
        <main class="me-frame rt-main" id="main-content" tabindex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** A word and a way on, where there is no page to show. */
export function OwnWord({ title, children }: { readonly title: string; readonly children: Child }): Markup {
  return (
    <OwnFrame title={title}>
      <h1 class="h2">{title}</h1>
      {children}
    </OwnFrame>
  );
}
