// The session comes from the browser's cookie; the access token lives in this page's memory only.
(() => {
  let access = null;

  const post = async (body, headers) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9', ...headers },
      body: JSON.stringify(body),
    });
    return answer.json();
  };

  const renew = async () => {
    const { data } = await post({ query: 'mutation { refreshSession(input: {}) { accessToken expiresAt } }' });
    const session = data?.refreshSession;
    access = session?.accessToken ?? null;
    if (access) setTimeout(renew, Math.max(30_000, new Date(session.expiresAt) - Date.now() - 60_000));
    return access !== null;
  };

  const fetcher = (request) => post(request, access ? { authorization: `Bearer ${access}` } : {});

  renew().then((isSignedIn) => {
    const place = document.getElementById('ide');
    if (!isSignedIn) {
      place.textContent = '请先登录，再打开本页。 Sign in first, then open this page again.';
      return;
    }
    ReactDOM.createRoot(place).render(React.createElement(GraphiQL, { fetcher, defaultEditorToolsVisibility: true }));
  });
})();
