import { useQuery } from '@tanstack/react-query'
import { apiBase, request } from './request.ts'

export interface StoredFile { readonly id: string; readonly name: string; readonly type: string; readonly size: number; readonly width?: number | null; readonly height?: number | null }

/** Uploads one file; it is bound to the record when the record is saved with its id. */
export const uploadFile = (file: File): Promise<StoredFile> => {
  const form = new FormData()
  form.append('file', file)
  return request<StoredFile>('/files', { body: form })
}
export const fileUrl = (id: string, inline = false): string => `${apiBase}/files/${id}${inline ? '?inline=true' : ''}`

export const useFileInfo = (id: string) =>
  useQuery({ queryKey: ['file', id], queryFn: () => request<StoredFile>(`/files/${id}/info`), staleTime: Number.POSITIVE_INFINITY, retry: false })
