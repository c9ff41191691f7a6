import { anySubject, check, type Label, type Meta, personObject } from '@lianke/kernel'
import { createContext, useContext } from 'react'
import { useModel } from '../../base/client/meta.ts'
import type { Graph } from './process-graph.ts'

export type Kind = Meta['processes'][number]

/** A definition to begin with; it is whole and may be published after reading. */
export interface ProcessStart {
  readonly icon: string
  readonly name: Label
  readonly help: Label
  readonly trigger: Readonly<Record<string, unknown>>
  readonly subject_object?: string
  /** Only records that are like this enter. */
  readonly condition?: Readonly<Record<string, unknown>>
  graph(text: (zh: string, en: string) => string, channel: string): Graph
}

/** What the pages of a kind are given: its name in the model, what to begin with, what an empty list says. */
export interface ProcessScreen {
  readonly kind: string
  readonly starts: readonly ProcessStart[]
  /** What a blank one begins with, where that is not nothing. */
  readonly blank?: Pick<ProcessStart, 'graph' | 'trigger'>
  /** What it is good for, in one line. */
  readonly help: Label
}

/** The kind as the model tells it; undefined: it may not be read. */
export const useKindNamed = (name: string): Kind | undefined => useModel().processes.find((kind) => kind.name === name)

interface OnProcess {
  readonly kind: Kind
  /** The object whose records run; empty: not chosen yet. */
  readonly subject: string
}
export const OnKind = createContext<OnProcess | null>(null)
/** The kind, and whose records run, of the process that one looks at. */
export const useKind = (): OnProcess => {
  const on = useContext(OnKind)
  check(on, 'a part of a process lies in its kind')
  return on
}

/** Object of a definition's subjects. */
export const subjectOf = ({ subject }: Kind, row: Readonly<Record<string, unknown>>): string =>
  subject === anySubject ? String(row.subject_object ?? '') : subject

/** Do people run through it? Of other records, each definition says on which it runs or the kind does. */
export const ofPeople = ({ subject }: Pick<Kind, 'subject'>): boolean => subject === personObject

/** How the kind's acts call the records that run. */
export const saidOf = (kind: Kind) =>
  ofPeople(kind)
    ? ({ one: 'person', many: 'persons', here: 'people' } as const)
    : ({ one: 'record', many: 'records', here: 'records' } as const)
