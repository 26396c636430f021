package com.banxiang.testkit.broken.kettle;

import java.io.FileInputStream;
import java.io.IOException;

class ReadsFiles {

    int first(String name) throws IOException {
        try (var file = new FileInputStream(name)) {
            return file.read();
        }
    }
}
