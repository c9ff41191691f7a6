import type { TestProject } from 'vitest/node'
import { startProduct } from './product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    productUrl: string
    sandboxUrl: string
  }
}

/** One product for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, sandboxUrl, stop } = await startProduct(0.1)
  project.provide('productUrl', url)
  project.provide('sandboxUrl', sandboxUrl)
  return stop
}
