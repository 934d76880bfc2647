/**
 * Small pieces of the design system, as its own documentation writes them.
 */
import { type Child } from 'hono/jsx';
import { type Markup } from './markup';

/** An icon of the design system. It stands beside words that say the same, so screen readers skip it. */
export function Icon({ name, class: more = '' }: { readonly name: string; readonly class?: string }): Markup {
  return (
    <svg class={`icon-svg ${more}`} aria-hidden="true" focusable="false">
      <use href={`/dkfds/img/all-svg-icons.svg#${name}`} />
    </svg>
  );
}

interface AlertProps {
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly heading?: string;
  readonly class?: string;
  readonly children?: Child;
}

/** A message about the page as a whole. */
export function Alert({ kind, heading, class: more = '', children }: AlertProps): Markup {
  const urgent = kind === 'error' || kind === 'warning';
  return (
    <div class={`alert alert-${kind} ${more}`} role={urgent ? 'alert' : 'status'} tabindex={-1}>
      <Icon name={kind} class="alert-icon" />
      <div class="alert-body">
        {heading !== undefined && <p class="alert-heading">{heading}</p>}
        {children}
      </div>
    </div>
  );
}

export function Badge({
  kind,
  children,
}: {
  readonly kind?: 'success' | 'info' | 'warning' | 'error';
  readonly children: Child;
}): Markup {
  return <span class={`badge ${kind === undefined ? '' : `badge-${kind}`}`}>{children}</span>;
}

export function BackLink({ href, children }: { readonly href: string; readonly children: Child }): Markup {
  return (
    <a href={href} class="back-link">
      <Icon name="chevron-left" />
      {children}
    </a>
  );
}

/** A part of the page that opens on demand; `open` where it holds what the reader must see. */
export function Details({
  summary,
  open = false,
  children,
}: {
  readonly summary: Child;
  readonly open?: boolean;
  readonly children: Child;
}): Markup {
  return (
    <details class="details rt-details" open={open}>
      <summary class="details-summary">{summary}</summary>
      <div class="details-text">{children}</div>
    </details>
  );
}

/** Pairs of a label and what stands for it; pairs without a value are left out. */
export function Pairs({
  of,
  class: more = '',
}: {
  readonly of: readonly (readonly [string, Child])[];
  readonly class?: string;
}): Markup {
  return (
    <dl class={`rt-pairs ${more}`}>
      {of
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A friendly word where a list has nothing to show. */
export function Empty({ children }: { readonly children: Child }): Markup {
  return <p class="rt-empty">{children}</p>;
}

/** A phone number one can tap. */
export function Phone({ number }: { readonly number: string }): Markup {
  return (
    <a href={`tel:${number}`} class="rt-nowrap">
      {phoneText(number)}
    </a>
  );
}

/** `+4531000000` → `31 00 00 00`, as Danes write it. */
export function phoneText(number: string): string {
  const danish = /^\+45(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(number);
  return danish ? danish.slice(1).join(' ') : number;
}
