String log = new File(basedir, 'build.log').text
assert log.contains('cannot tell what to run in missing-handler: no handler is given')
assert log.contains('[PACKAGE_NO_HANDLER]')
assert log.contains('cannot package handler "com.acme.Nothing": class com.acme.Nothing is neither in')
assert log.contains('[PACKAGE_HANDLER_NOT_FOUND]')
assert !new File(basedir, 'target/missing-handler-1.0-function.zip').exists()
