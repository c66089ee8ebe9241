import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

/** What a person's browser would ask, without the browser: for bringing about what a test begins with. */
export interface Api {
  query<T>(procedure: string, input?: unknown): Promise<T>;
  mutate<T>(procedure: string, input: unknown): Promise<T>;
}

export function asked(request: APIRequestContext): Api {
  const data = async <T>(answer: APIResponse): Promise<T> => {
    const body = (await answer.json()) as { result: { data: T } };
    expect(answer.ok(), JSON.stringify(body)).toBe(true);
    return body.result.data;
  };
  return {
    query: async (procedure, input) =>
      data(
        await request.get(`/api/trpc/${procedure}`, {
          params: input === undefined ? {} : { input: JSON.stringify(input) },
        }),
      ),
    mutate: async (procedure, input) => data(await request.post(`/api/trpc/${procedure}`, { data: input })),
  };
}
