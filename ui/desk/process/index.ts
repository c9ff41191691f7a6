/** The canvas on which processes of any kind are built, for the pages of a kind. */

export type { Graph } from './process-graph.ts'
export type { ProcessScreen, ProcessStart } from './process-kind.ts'
export { ProcessesPage, ProcessPage } from './process-page.tsx'
