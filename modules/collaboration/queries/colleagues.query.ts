import { staff } from '@lianke/organisation/contract'
import { refuse, type UnitOfWork } from '@lianke/kernel'

/** Colleagues by id, each once; refuses one who is not there or has left. */
export const colleagues = async (work: UnitOfWork, ids: readonly string[]) => {
  const wanted = [...new Set(ids)]
  const found = await work.system.records.find(staff, wanted, { fields: ['name', 'status'] })
  for (const id of wanted) {
    const one = found.get(id)
    if (!one) refuse('comment.nobody', { problems: [{ path: '/mentions', code: 'comment.nobody' }] })
    if (one.status === 'left') refuse('comment.has_left', { params: { who: one.name } })
  }
  return wanted.flatMap((id) => found.get(id) ?? [])
}
