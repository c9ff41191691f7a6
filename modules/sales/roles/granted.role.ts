import { type Grant, readOnly, rightOn } from '@lianke/kernel'
import { pipeline } from '../objects/pipeline.object.ts'
import { stage } from '../objects/stage.object.ts'

const settings: Grant = { objects: rightOn(readOnly, pipeline, stage) }

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: settings,
  sales: settings,
  service: settings,
  marketer: settings,
}
