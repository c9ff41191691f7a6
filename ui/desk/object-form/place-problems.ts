import type { FormInstance } from 'antd'
import { Problem } from '../../base/client/request.ts'

/** Says a refusal at the fields of a form that it names; answers whether it named any. */
export const placeProblems = (form: FormInstance, error: unknown): boolean => {
  if (!(error instanceof Problem) || error.problems.length === 0) return false
  form.setFields(error.problems.map(({ path, detail }) => ({ name: path.replace(/^\//, ''), errors: [detail] })))
  return true
}
