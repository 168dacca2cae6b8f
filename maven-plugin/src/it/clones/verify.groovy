String log = new File(basedir, 'build.log').text
assert log.contains('REPEATED $.id')
assert log.contains('the emulator\'s command "clones" ended with status 1; it says why above [PACKAGE_COMMAND_FAILED]')
