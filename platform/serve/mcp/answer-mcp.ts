import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { ProblemAnswer } from './door.ts'
import type { Tool } from './tool.ts'

interface Asked {
  readonly tools: readonly Tool[]
  readonly locale: 'zh-CN' | 'en'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** Words of something thrown that is no answer of the API. */
  readonly say: (error: unknown) => string
}

const instructions = `Lianke is a CRM: customers (customer.person), companies, leads, deals, orders, tickets and what the company has added itself.
You act with the rights of whoever's key you use; what you cannot see is not there for you.
Begin with list_objects and describe_object. Names of fields and objects are exact.
To write: a propose_ tool tells what would happen and gives a proposal; show it to the user; call confirm only when they agree.`

const version = '1'

/**
 * One message of the Model Context Protocol (Streamable HTTP, without sessions), answered as JSON: https://modelcontextprotocol.io/specification.
 * The library is loaded when the first assistant comes.
 */
export const answerMcp = async ({ tools, locale, url, headers, body, say }: Asked): Promise<Response> => {
  const [{ McpServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/mcp.js'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
  ])
  const server = new McpServer({ name: 'lianke', version }, { instructions })
  for (const { name, title, description, input, writes = false, run } of tools)
    server.registerTool(
      name,
      {
        title: locale === 'en' ? title.en : title.zh,
        description,
        inputSchema: input,
        annotations: { readOnlyHint: !writes, destructiveHint: writes, idempotentHint: true, openWorldHint: false },
      },
      async (given: Record<string, unknown>): Promise<CallToolResult> => {
        try {
          return { content: [{ type: 'text', text: JSON.stringify(await run(given)) ?? 'null' }] }
        } catch (error) {
          return { isError: true, content: [{ type: 'text', text: error instanceof ProblemAnswer ? error.message : say(error) }] }
        }
      },
    )
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }), {
      parsedBody: body,
    })
  } finally {
    await server.close()
  }
}
