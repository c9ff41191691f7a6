import { everything, type Grant, objectRight, readOnly, rightOn } from '@lianke/kernel'
import { approval } from '../objects/approval.object.ts'
import { absence } from '../objects/absence.object.ts'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'

const own: Grant = {
  objects: {
    ...rightOn(readOnly, approval),
    ...rightOn(objectRight('own', 'none'), request, opinion),
    ...rightOn(objectRight('own', 'own'), absence),
  },
}

/** What the roles of a new tenant may do with this module's objects; who may act on a request is said by the request. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: {
    objects: {
      ...rightOn(everything, approval),
      ...rightOn(objectRight('below', 'none', { export: true }), request, opinion),
      ...rightOn(objectRight('below', 'below'), absence),
    },
  },
  sales: own,
  service: own,
  marketer: own,
  read_only: { objects: { ...rightOn(readOnly, approval), ...rightOn(objectRight('own', 'none'), request, opinion) } },
}
