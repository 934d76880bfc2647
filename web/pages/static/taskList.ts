/** Lists of tasks, and what is done to several of them. */
const css = String.raw;

export const TASK_LIST = css`
  /* Task list */
  .rt-tasks {
    max-width: none !important;
    margin: 0;
    border-top: 1px solid #dcdcdc;
  }
  .rt-task {
    position: relative;
    display: grid;
    grid-template-columns: 15rem minmax(0, 5fr) minmax(0, 5fr) minmax(0, 7fr);
    gap: 0 2rem;
    padding: 0.9rem 1.2rem 0.9rem 1.6rem !important;
    border-bottom: 1px solid #dcdcdc;
    border-left: 4px solid transparent;
  }
  .rt-task:hover {
    background: #f5f5f5;
  }
  .rt-task.rt-late {
    border-left-color: #cc0000;
  }
  .rt-task .badge:not(.badge-info) {
    background: #f5f5f5;
    color: #1a1a1a;
  }
  .rt-task:hover .badge:not(.badge-info) {
    background: #dcdcdc;
  }
  .rt-task-due {
    font-variant-numeric: tabular-nums;
  }
  .rt-late .rt-task-due {
    color: #cc0000;
    font-weight: 600;
  }
  .rt-task-what a {
    font-weight: 600;
  }
  .rt-task-what a::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .rt-task-what a:focus {
    outline-offset: 2px;
  }
  .rt-task-of-one {
    grid-template-columns: 15rem minmax(0, 1fr) minmax(0, 1fr);
  }
  .rt-pickable .rt-task {
    grid-template-columns: 2.4rem 14rem minmax(0, 5fr) minmax(0, 5fr) minmax(0, 7fr);
    gap: 0 1.6rem;
    padding-left: 0.8rem !important;
  }
  .rt-task-pick {
    position: relative;
    z-index: 1;
  }
  .rt-main .rt-pick {
    position: static;
    width: 2.4rem;
    height: 2.4rem;
    margin: 0;
    appearance: auto;
    opacity: 1;
    accent-color: #1a1a1a;
    vertical-align: top;
    cursor: pointer;
  }
  .rt-task:has(.rt-pick:checked) {
    background: #f5f5f5;
  }
  .rt-task-why .rt-claim {
    position: relative;
    z-index: 1;
    width: auto;
    min-height: 0;
    margin: 0;
    padding: 0.2rem 0.8rem;
  }
  .rt-many {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.8rem 2.4rem;
    margin-top: 3.2rem;
    padding: 1.2rem 1.6rem;
    border: 1px solid #dcdcdc;
    border-radius: 4px;
    background: #fff;
  }
  .rt-list:has(.rt-pick:checked) .rt-many {
    position: sticky;
    bottom: 0;
    z-index: 2;
    border-color: #1a1a1a;
  }
  .rt-many-text {
    flex: 1 1 30rem;
    margin: 0;
    line-height: 2.2rem;
  }
  .rt-many-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
  }
  .rt-many-buttons .button {
    width: auto;
    margin: 0;
  }
  .rt-keys {
    display: none;
  }
  .rt-scripted .rt-keys {
    display: inline;
  }
  .rt-after {
    margin-top: 2.4rem !important;
  }
  .rt-plain-text {
    font-weight: 400;
  }
  .rt-undo {
    margin: 0.4rem 0 0;
  }
  .rt-link {
    min-height: 0;
    padding: 0;
    color: #004d99 !important;
    text-decoration: underline;
  }
  .rt-task-why {
    display: flex;
    flex-wrap: wrap;
    align-content: flex-start;
    gap: 0.4rem 0.8rem;
    color: #454545;
  }
`;
