import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './bench.ts'

/** At most so many times the time with ten times the persons (design §9). */
const growthMax = 1.5

const fileIn = (directory: string): string => join(directory, 'figures.json')
/** A figure's name holds the size it was measured at. */
const sizeless = (name: string): string => name.replace(/[\d,]{4,}/g, 'all')
/** Time of one, whichever way the figure counts. */
const timeOf = ({ value, unit }: Figure): number => (unit.endsWith('/s') ? 1 / value : value)

/** Keeps the figures of a run beside its data, so that a run of another size can be held against them. */
export const keepFigures = (directory: string, figures: readonly Figure[]): void =>
  writeFileSync(fileIn(directory), JSON.stringify(figures, null, 2))

/** The same figures at another size: how many times the time each takes now. */
export const growthAgainst = (directory: string, figures: readonly Figure[]): readonly Figure[] => {
  if (!existsSync(fileIn(directory))) throw new Error(`${directory} holds no figures of a run`)
  const before = JSON.parse(readFileSync(fileIn(directory), 'utf8')) as Figure[]
  return figures.flatMap((figure): Figure[] => {
    const then = before.find(({ name }) => sizeless(name) === sizeless(figure.name))
    if (!then) return []
    const value = timeOf(figure) / timeOf(then)
    const target = `≤ ${growthMax} × the time of “${then.name}”`
    return [{ name: `growth: ${figure.name}`, value, unit: '× the time', floor: null, target, reached: value <= growthMax }]
  })
}
