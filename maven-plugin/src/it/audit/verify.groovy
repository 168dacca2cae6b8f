String log = new File(basedir, 'build.log').text
assert log.contains('[SNAP_UNIQUE_VALUE] com.acme.Hello.id')
assert log.contains('the emulator\'s command "audit" ended with status 1; it says why above [PACKAGE_COMMAND_FAILED]')
