String log = new File(basedir, 'build.log').text
assert log.contains('mvn compile snapstart:run [PACKAGE_NOT_BUILT]')
assert log.contains('named by <events> (-Dsnapstart.events) [PACKAGE_NO_EVENTS]')
assert log =~ /cannot find the event .*nowhere.json .*\[PACKAGE_EVENT_NOT_FOUND\]/
assert log =~ /there is no program .*nowhere\/bin\/java; .*\[PACKAGE_NOT_A_JDK\]/
assert log.contains('the kind "zip" (<archive>, -Dsnapstart.archive): expected auto, aot, appcds or none [PACKAGE_BAD_OPTION]')
assert log =~ /cannot read or write a file: .*target\/snapstart.*\[PACKAGE_FILE_ACCESS\]/
