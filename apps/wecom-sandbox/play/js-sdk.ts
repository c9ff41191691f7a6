/**
 * A stand-in of the JS-SDK for pages opened in the sandbox's sidebar: the same functions, answered by the page around the frame through
 * `postMessage`. A page loads it from the address in its settings and cannot tell the difference.
 */
export const jsSdkSource = `(function () {
  var waiting = {}, serial = 0;
  var params = new URLSearchParams(location.search);
  window.addEventListener('message', function (event) {
    var data = event.data || {};
    if (data.source !== 'wecom-client' || !waiting[data.id]) return;
    waiting[data.id](data.result); delete waiting[data.id];
  });
  function ask(name, input) {
    return new Promise(function (resolve, reject) {
      function settle(result) { if (/:ok$/.test(result.err_msg || result.errMsg || '')) resolve(result); else reject(result); }
      if (window.parent === window) return settle(alone(name));
      var id = ++serial; waiting[id] = settle;
      window.parent.postMessage({ source: 'wecom-page', id: id, name: name, input: input || {} }, '*');
      setTimeout(function () { if (waiting[id]) { delete waiting[id]; settle(alone(name)); } }, 3000);
    });
  }
  function alone(name) {
    var user = params.get('external_userid');
    if (name === 'getCurExternalContact') return user ? { err_msg: name + ':ok', errMsg: name + ':ok', userId: user } : { err_msg: name + ':fail without context of external contact', errMsg: name + ':fail without context of external contact' };
    if (name === 'getContext') return { err_msg: name + ':ok', errMsg: name + ':ok', entry: user ? 'single_chat_tools' : 'normal' };
    return { err_msg: name + ':fail no permission', errMsg: name + ':fail no permission' };
  }
  var names = ['getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage', 'openUserProfile', 'openEnterpriseChat', 'navigateToAddCustomer', 'selectExternalContact', 'shareToExternalContact'];
  var ww = {
    register: function (options) {
      var url = location.href.split('#')[0];
      Promise.all([options.getConfigSignature && options.getConfigSignature(url), options.getAgentConfigSignature && options.getAgentConfigSignature(url)])
        .then(function (signatures) {
          var bad = signatures.filter(Boolean).some(function (each) { return !/^[0-9a-f]{40}$/.test(each.signature); });
          var result = { errMsg: bad ? 'config:fail 40093' : 'config:ok' };
          if (bad) { options.onConfigFail && options.onConfigFail(result); }
          else { options.onConfigSuccess && options.onConfigSuccess(result); options.onAgentConfigSuccess && options.onAgentConfigSuccess(result); }
        });
    }
  };
  names.forEach(function (name) { ww[name] = function (input) { return ask(name, input).then(function (result) { if (input && input.success) input.success(result); return result; }, function (result) { if (input && input.fail) input.fail(result); throw result; }); }; });
  window.ww = ww;
  window.wx = window.wx || {
    config: function () {}, ready: function (run) { setTimeout(run, 0); }, error: function () {},
    agentConfig: function (options) { setTimeout(function () { options.success && options.success({ errMsg: 'agentConfig:ok' }); }, 0); },
    invoke: function (name, input, done) { ask(name, input).then(done, done); }
  };
})();
`
