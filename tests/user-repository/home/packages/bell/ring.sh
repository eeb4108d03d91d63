#!/bin/sh
echo "Dinner!"
