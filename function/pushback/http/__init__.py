"""HTTP without a framework: a request's method, path, headers, query and body become an answer.

`answering` is the way in. `function/main.py` and `function/main_async.py` turn what their framework
gives them into a `messages.Request`, and the `messages.Response` into what it sends.
"""
