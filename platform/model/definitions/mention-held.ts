import { type HeldDefinition, personObject } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { isRecord, looksLikeFilter, overOf, pathsOf, type Values } from './held-parts.ts'
import { processConditions } from './process-conditions.ts'
import { mentionFilter, mentionPath, type Mentions } from './mentions.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Everything that a graph names outside its conditions: ids, events, objects, tags to give, fields to set. */
const mentionGraph = (model: Model, over: string, graph: unknown, into: Mentions): void => {
  const stack: unknown[] = [graph]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') {
      if (uuid.test(node)) into.records.add(node.toLowerCase())
      else if (model.events.has(node)) into.events.add(node)
      else if (model.objects.has(node)) into.objects.add(node)
    } else if (Array.isArray(node)) stack.push(...node.filter((one) => one !== undefined && one !== null))
    else if (isRecord(node)) {
      for (const name of Array.isArray(node.tags) ? node.tags : [])
        if (typeof name === 'string') into.values.add(`${over}.tags=${name}`)
      if (typeof node.field === 'string' && !('op' in node)) mentionPath(model, over, node.field, into)
      stack.push(...Object.values(node).filter((one) => one !== undefined && one !== null))
    }
  }
}

/** What a record says of the model by one of its held definitions. */
export const mentionHeld = (model: Model, held: HeldDefinition, row: Values, into: Mentions): void => {
  if (held.kind === 'filter') {
    const filter = row[held.field]
    if (looksLikeFilter(filter)) mentionFilter(model, overOf(held.over, row), filter, into)
  } else if (held.kind === 'paths') {
    const over = overOf(held.over, row)
    into.objects.add(over)
    for (const path of pathsOf(row[held.field])) mentionPath(model, over, path, into)
  } else if (held.kind === 'records') mentionGraph(model, personObject, row[held.field], into)
  else if (held.kind === 'question') {
    const subject = String(row[held.subject] ?? '')
    const isEvent = row[held.source] === 'event'
    ;(isEvent ? into.events : into.objects).add(subject)
    for (const path of [...pathsOf(row[held.groups]), ...pathsOf(row[held.measures])]) mentionPath(model, subject, path, into)
    const filter = row[held.filter]
    if (looksLikeFilter(filter)) mentionFilter(model, subject, filter, into)
  } else {
    const about = overOf(held.over, row)
    if (about !== '') into.objects.add(about)
    for (const field of [held.graph, held.trigger, held.goal, held.exit]) mentionGraph(model, about, row[field], into)
    for (const { over, filter } of processConditions(held, row))
      if (looksLikeFilter(filter)) mentionFilter(model, 'object' in over ? over.object : over.event, filter, into)
  }
}
