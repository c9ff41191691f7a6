import { useQuery } from '@tanstack/react-query'
import { apiBase, request } from './request.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly width?: number | null
  readonly height?: number | null
}

/** Uploads one file; it is bound to the record when the record is saved with its id. */
export const uploadFile = (file: File): Promise<StoredFile> => {
  const form = new FormData()
  form.append('file', file)
  return request<StoredFile>('/files', { body: form })
}
/** Address of a file; `on` names the record that holds it. */
export const fileUrl = (id: string, options: { readonly inline?: boolean; readonly on?: string | null } = {}): string => {
  const query = [
    ...(options.inline ? ['inline=true'] : []),
    ...(options.on ? [`on=${encodeURIComponent(options.on)}`] : []),
  ].join('&')
  return `${apiBase}/files/${id}${query ? `?${query}` : ''}`
}

export const useFileInfo = (id: string, on: string | null) =>
  useQuery({
    queryKey: ['file', id],
    queryFn: () => request<StoredFile>(`/files/${id}/info${on ? `?on=${encodeURIComponent(on)}` : ''}`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
