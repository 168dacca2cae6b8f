// a file where the plugin's directory is to be
new File(basedir, 'target').mkdirs()
new File(basedir, 'target/snapstart').text = ''
return true
