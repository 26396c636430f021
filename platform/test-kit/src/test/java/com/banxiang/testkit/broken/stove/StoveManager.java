package com.banxiang.testkit.broken.stove;

class StoveManager {}
