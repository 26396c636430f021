package com.banxiang.testkit.broken.util;

class Things {}
